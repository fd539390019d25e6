/**
 * Instances that are pods: {@link io.slots.spi.InstanceRestarter} and {@link
 * io.slots.spi.InstanceProvisioner} over workloads of the cluster.
 *
 * <p>Start at {@link io.slots.kubernetes.instance.KubernetesInstances}. The reasons:
 *
 * <ul>
 *   <li><em>An instance is a workload of one replica,</em> a Deployment unless {@link
 *       io.slots.kubernetes.instance.Workload} says otherwise; the instances of one content are
 *       found by a label. Not one Deployment of n replicas: its pods have one template, so that no
 *       one of them could be restarted with other settings, or be asked for again, and their names
 *       change with each restart, while an instance's identity does not. What a Deployment is good
 *       for is kept: the cluster replaces a pod that dies, also while no engine lives.
 *   <li><em>Recreate.</em> An instance is never there twice; the old pod has ended when the new one
 *       begins. A slot is not without instances for that: a swap restarts those that serve nobody.
 *   <li><em>Settings are a Secret that never changes,</em> one for each start, and the pod's
 *       template names it. So a start is one write of one object, and a container that the kubelet
 *       starts again in the middle has the settings that its pod began with.
 *   <li><em>A start is confirmed as {@code kubectl rollout status} does</em>: the generation
 *       observed, the pod updated, the former gone, the new one available; and by that pod itself,
 *       which has to be ready and of this start. Failed is what has passed the progress deadline,
 *       or has a pod whose container is told to keep failing.
 *   <li><em>What is new is made at rest</em>, with no replica; then the fencing token is asked for
 *       again, and only then it is started. So an engine that stood still in the middle makes
 *       nothing that runs, and takes back what it has made.
 * </ul>
 */
@NullMarked
package io.slots.kubernetes.instance;

import org.jspecify.annotations.NullMarked;
