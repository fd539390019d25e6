/** Tests of instances that are pods. */
@NullMarked
package io.slots.kubernetes.instance;

import org.jspecify.annotations.NullMarked;
