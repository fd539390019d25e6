/**
 * Files as the server keeps them: for their owner only, whole whenever the machine stops, and
 * changed by one process at a time.
 */
@NullMarked
package io.slots.server.files;

import org.jspecify.annotations.NullMarked;
