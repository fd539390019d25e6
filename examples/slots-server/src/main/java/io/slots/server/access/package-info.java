/**
 * Who may do what: {@link io.slots.server.access.Tokens bearer tokens} with roles, kept as hashes;
 * {@link io.slots.server.access.Sessions sessions} for browsers, with a defence against requests
 * that another site has forged; and the {@link io.slots.server.access.AuditLog audit log}.
 */
@NullMarked
package io.slots.server.access;

import org.jspecify.annotations.NullMarked;
