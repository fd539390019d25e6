/** What happens, as it happens: one listener, one sealed vocabulary of events (S8.1). */
@SlotsStyle
@NullMarked
package io.slots.event;

import io.slots.style.SlotsStyle;
import org.jspecify.annotations.NullMarked;
