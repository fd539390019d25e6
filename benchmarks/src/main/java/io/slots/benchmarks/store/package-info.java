/**
 * What durable stores cost, measured as whole programs: a disk has no warm-up and no fork. Each
 * says what the same disk, or the same server, does without the library.
 */
@NullMarked
package io.slots.benchmarks.store;

import org.jspecify.annotations.NullMarked;
