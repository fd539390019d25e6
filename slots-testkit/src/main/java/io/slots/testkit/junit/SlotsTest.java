package io.slots.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of the class get the kit's parts as parameters, a new kit for each test:
 *
 * <pre>{@code
 * @SlotsTest
 * class ReleaseTest {
 *   @Test
 *   void aReleaseIsPromoted(SlotsTestKit kit) {
 *     kit.given(stagingAndProduction());
 *
 *     assertThat(kit.swap(SHOP, STAGING)).completed().switchedRoutingOnce();
 *   }
 * }
 * }</pre>
 *
 * <p>See {@link SlotsExtension} for what can be a parameter, and for engines that are configured.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SlotsExtension.class)
public @interface SlotsTest {}
