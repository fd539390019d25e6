/** Tests of the stored form. */
@NullMarked
package io.slots.form;

import org.jspecify.annotations.NullMarked;
