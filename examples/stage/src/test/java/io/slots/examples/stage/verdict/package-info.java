@NullMarked
package io.slots.examples.stage.verdict;

import org.jspecify.annotations.NullMarked;
