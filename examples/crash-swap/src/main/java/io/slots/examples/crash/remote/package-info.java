/**
 * The way from an orchestrator to the data plane: the SPIs, as questions over HTTP. {@link
 * io.slots.examples.crash.remote.RemoteRouter} and {@link
 * io.slots.examples.crash.remote.RemotePlatform} ask, {@link
 * io.slots.examples.crash.remote.ControlServer} answers. It listens on loopback only, and whoever
 * may log in to the machine may ask: fit for an example, and for nothing else.
 *
 * <p>Nobody here tries twice: that an answer is lost is for the engine to deal with. Fencing token
 * and generation go along, and are the data plane's to check.
 */
@NullMarked
package io.slots.examples.crash.remote;

import org.jspecify.annotations.NullMarked;
