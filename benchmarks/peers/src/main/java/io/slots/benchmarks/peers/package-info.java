/**
 * One swap of two slots with two instances each, as users would write it with what there is, beside
 * ours. Every contender makes the same fourteen calls to a platform that answers at once, in the
 * same six steps ({@link io.slots.benchmarks.peers.SwapStep}); what differs is who drives them,
 * what is stored on the way, and what would happen if something failed. Start at {@link
 * io.slots.benchmarks.peers.PeersBenchmark}.
 */
package io.slots.benchmarks.peers;
