/**
 * Whether all went well: which version the production host could answer with at each moment ({@link
 * io.slots.examples.stage.verdict.ProductionTimeline}), whether each answer came from one of those
 * ({@link io.slots.examples.stage.verdict.Judge}), and the tables that say so.
 */
@NullMarked
package io.slots.examples.stage.verdict;

import org.jspecify.annotations.NullMarked;
