/** What is written is what is read. */
@NullMarked
package io.slots.benchmarks.result;

import org.jspecify.annotations.NullMarked;
