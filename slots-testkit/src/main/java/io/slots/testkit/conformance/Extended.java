package io.slots.testkit.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Marks a test of {@link Level#EXTENDED}; it has the JUnit tag {@code extended}. */
@Documented
@Tag("extended")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Extended {}
