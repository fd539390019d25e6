/** . */
@org.jspecify.annotations.NullMarked
package io.slots.kubernetes.instance;
