/** An embedder of the store: outside its package, as that belongs to its module. */
@NullMarked
package io.slots.modular;

import org.jspecify.annotations.NullMarked;
