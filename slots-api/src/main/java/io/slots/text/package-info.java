/**
 * Plain text for people: pages with aligned tables, and durations and times as one reads them. It
 * knows nothing of slots. Exported to the test kit alone: the text is for people, and what it says
 * is there as data.
 *
 * <p>Start at {@link io.slots.text.Page} and {@link io.slots.text.TextTable}.
 */
@NullMarked
package io.slots.text;

import org.jspecify.annotations.NullMarked;
