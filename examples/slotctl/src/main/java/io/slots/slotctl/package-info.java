/**
 * The command line. It does nothing by itself: every command is one or two calls of the server's
 * API ({@link io.slots.slotctl.Api}) and a text ({@link io.slots.slotctl.AppText}, {@link
 * io.slots.slotctl.OperationText} …); with {@code --local} the server is one that it starts for
 * itself on a directory ({@link io.slots.slotctl.LocalServer}). One class for each noun, with a
 * method for each verb; {@link io.slots.slotctl.Slotctl} has what all share.
 */
@NullMarked
package io.slots.slotctl;

import org.jspecify.annotations.NullMarked;
