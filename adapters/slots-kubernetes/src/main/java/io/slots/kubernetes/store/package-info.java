/**
 * A {@link io.slots.spi.SlotStore} with {@link io.slots.spi.EngineLeases} in the cluster itself, so
 * that an engine needs nothing else.
 *
 * <p>Start at {@link io.slots.kubernetes.store.KubernetesSlotStore}. The reasons:
 *
 * <ul>
 *   <li><em>An app is one Secret.</em> Kubernetes changes one object at a time, under the condition
 *       of its resourceVersion; so all that must change together stands in one. It is a Secret
 *       because values of settings are in it.
 *   <li><em>Its last reports, too.</em> A report is appended in the write that ends its operation.
 *       When there are many, the older ones are copied into an object of their own first, and left
 *       out of the next write; they are counted, so that one that is in both places is one.
 *   <li><em>A lost answer is found out.</em> Each write bears a word of its own. A client that
 *       repeats a request of which it lost the answer meets its own write as a conflict; the word
 *       tells that it was made. A conflict that changed no version is tried anew.
 *   <li><em>A host name is claimed</em> by an object of its name before the record is written. A
 *       claim whose app's record does not list the host is of a write under way, or of one that
 *       died. After two seconds the rival touches the record first, so that a write under way
 *       fails, and takes the claim then: so two never have it, though two objects cannot change in
 *       one step. A claim of which nothing came is given back in the same way.
 *   <li><em>A deleted app leaves its Secret,</em> without its content: the fencing token is kept.
 *   <li><em>A lease runs out by the clock of who looks.</em> The cluster tells no time. A lease
 *       that nobody has prolonged for its whole length, as seen by the engine that looks, has run
 *       out: clocks need not agree, and need not be right.
 *   <li><em>A watch is a list at first, and again whenever it breaks off.</em> What it tells then
 *       is that something may have been missed.
 * </ul>
 */
@NullMarked
package io.slots.kubernetes.store;

import org.jspecify.annotations.NullMarked;
