/** What the engine does, rule by rule, on virtual time and with strict fakes. */
@NullMarked
package io.slots.testkit.engine;

import org.jspecify.annotations.NullMarked;
