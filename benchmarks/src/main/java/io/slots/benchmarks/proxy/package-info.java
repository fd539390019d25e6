/**
 * The embedded proxy as a process, beside other proxies and beside the library that it is built on.
 * Start at {@link io.slots.benchmarks.proxy.ProxyBenchmark}.
 */
@NullMarked
package io.slots.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
