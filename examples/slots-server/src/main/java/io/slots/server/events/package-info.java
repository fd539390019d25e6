/** What happens, as it happens, for whoever listens over HTTP: server-sent events. */
@NullMarked
package io.slots.server.events;

import org.jspecify.annotations.NullMarked;
