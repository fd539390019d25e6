/**
 * A {@link io.slots.spi.Router} over objects of the cluster that its data plane follows.
 *
 * <p>Start at {@link io.slots.kubernetes.route.KubernetesRouter} and at {@link
 * io.slots.kubernetes.route.Front}, which says what carries the requests. The reasons:
 *
 * <ul>
 *   <li><em>The commit is one write.</em> An app's table, its generation and its fencing token
 *       stand in one ConfigMap, changed under the condition of its resourceVersion. From then on
 *       that table is the one, whoever dies: whoever asks next for what is in force brings it about
 *       first.
 *   <li><em>What carries the requests follows.</em> With {@link
 *       io.slots.kubernetes.route.Front#ingress} that is one object with all hosts of the app,
 *       hence one write again: no reader of the cluster sees one host switched and the other not.
 *       With {@link io.slots.kubernetes.route.Front#httpRoutes} and {@link
 *       io.slots.kubernetes.route.Front#services} it is an object for each host, for these kinds
 *       have no other form: each host is switched in one write, but one host after the other.
 *   <li><em>A set of instances is a pool,</em> a label that their pods have and a Service that
 *       selects it. Pools are made, and confirmed through EndpointSlices, before anything is
 *       switched, and never change; a swap names the other one. A Service's selector knows no "or",
 *       so instances cannot be selected by their names.
 *   <li><em>Who is superseded does no harm,</em> though he was held up in the middle: what he
 *       changes bears the generation of what changed it last; what he creates he looks at again,
 *       and takes back; what he clears away is stamped by a newer table that needs it, before that
 *       table is decided.
 *   <li><em>Labels of running pods</em> are ours to set without restarting them; those of their
 *       template are not. A pod that the cluster makes in the place of another is given its labels
 *       by any router that lives; until then it gets no request, which is less and never wrong.
 *   <li><em>What is in force is read back.</em> Somebody may have edited an object by hand. Then it
 *       is put right first, by server-side apply of our fields alone, and that is logged.
 *   <li><em>What is in flight</em> no API of Kubernetes tells. Either {@link
 *       io.slots.kubernetes.route.InFlight} of the embedder's counts it, or an instance that has
 *       left counts as busy for a time of grace.
 * </ul>
 */
@NullMarked
package io.slots.kubernetes.route;

import org.jspecify.annotations.NullMarked;
