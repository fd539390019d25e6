/**
 * What every part of the language shares: the {@linkplain io.slots.Rule rules} by number and the
 * {@linkplain io.slots.SlotsException exceptions}.
 *
 * <p>The values lie in packages by concept, and each knows only those before it: {@code settings},
 * {@code app}, {@code effect}, {@code operation}, and on top {@code event} and {@code spi}.
 */
@SlotsStyle
@NullMarked
package io.slots;

import io.slots.style.SlotsStyle;
import org.jspecify.annotations.NullMarked;
