/** What a switch costs on a real HAProxy, and what its clients notice of it. */
@NullMarked
package io.slots.benchmarks.haproxy;

import org.jspecify.annotations.NullMarked;
