/** Tests of the stored form. */
@NullMarked
package io.slots.jdbc.form;

import org.jspecify.annotations.NullMarked;
