@NullMarked
package io.slots.examples.liveswap.service;

import org.jspecify.annotations.NullMarked;
