/** Tests of the listeners that come with the library, on events made by hand. */
@NullMarked
package io.slots.core.observe;

import org.jspecify.annotations.NullMarked;
