@NullMarked
package io.slots.examples.stage.service;

import org.jspecify.annotations.NullMarked;
