package io.slots.form;

import java.util.Optional;

/**
 * The documents of one record. They are apart because they change at different paces: a swap writes
 * its progress half a dozen times, its facts once, and no setting at all.
 *
 * @param settings the settings that the others name by their places; empty before form 3
 * @param app the app
 * @param facts what never changes of the operation under way
 * @param progress where that operation stands
 * @param paused the operations that pause
 * @param queue the deployments that wait
 */
public record Parts(
    Optional<String> settings,
    String app,
    Optional<String> facts,
    Optional<String> progress,
    String paused,
    String queue) {}
