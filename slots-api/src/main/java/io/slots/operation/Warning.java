package io.slots.operation;

import io.slots.Rule;

/**
 * Something in a preview that may surprise, but does not refuse (S3.6).
 *
 * @param rule the rule that asks for the warning
 * @param text what may surprise, in plain words; never a value
 */
public record Warning(Rule rule, String text) {}
