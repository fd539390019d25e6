/** State that outlives the process that wrote it. Start at {@link FencingTokens}. */
@NullMarked
package io.slots.local.state;

import org.jspecify.annotations.NullMarked;
