@NullMarked
package io.slots.examples.liveswap.verdict;

import org.jspecify.annotations.NullMarked;
