package io.slots.examples.liveswap.picture;

import io.slots.operation.StepName;

/**
 * A step of an operation, as it is drawn.
 *
 * @param step the step, which has a row of its own
 * @param undone whether it was undone in it
 * @param from when it began, in seconds from the start of the picture
 * @param to when it ended, in seconds from the start of the picture
 */
public record StepSpan(StepName step, boolean undone, double from, double to) {}
