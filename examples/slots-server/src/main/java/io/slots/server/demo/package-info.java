/** A demo app, so that a server that was just started has something to show. */
@NullMarked
package io.slots.server.demo;

import org.jspecify.annotations.NullMarked;
