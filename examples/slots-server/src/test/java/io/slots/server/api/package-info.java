/** Tests of the own API's parts. */
@NullMarked
package io.slots.server.api;

import org.jspecify.annotations.NullMarked;
