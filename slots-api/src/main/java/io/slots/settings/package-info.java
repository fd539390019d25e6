/**
 * Settings, and which of them move in a swap (S3).
 *
 * <p>Start at {@link io.slots.settings.Setting} and {@link io.slots.settings.Settings}; {@link
 * io.slots.settings.SettingsPolicy} is the table of what moves, and {@link
 * io.slots.settings.SettingsExchange} the algebra of a swap. Everything here is immutable and safe
 * for use by several threads.
 */
@SlotsStyle
@NullMarked
package io.slots.settings;

import io.slots.style.SlotsStyle;
import org.jspecify.annotations.NullMarked;
