package io.slots.testkit;

import java.time.Instant;

/**
 * Something that is to happen at a time.
 *
 * @param due when
 * @param owner whose it is, in plain words: {@code engine-1}
 */
public record PendingTimer(Instant due, String owner) {}
