/**
 * What may be done, and what it is: pure functions from an app and a request to refusals, or to the
 * facts of an operation. The rules start nothing and know no clock, thread or I/O.
 */
@NullMarked
package io.slots.core.rules;

import org.jspecify.annotations.NullMarked;
