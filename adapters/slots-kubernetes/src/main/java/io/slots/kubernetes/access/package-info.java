/**
 * How objects of the cluster are named, read, written under a condition, and waited for. Every
 * write is either a creation, which fails where the object exists, or conditional on the
 * resourceVersion that was read; nothing is overwritten blindly.
 */
@NullMarked
package io.slots.kubernetes.access;

import org.jspecify.annotations.NullMarked;
