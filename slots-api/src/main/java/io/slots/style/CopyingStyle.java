package io.slots.style;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * As {@link SlotsStyle}, for a value one of whose parts changes often: what is generated has
 * methods that change one part without building all of it anew. They are not seen from outside.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    overshadowImplementation = true,
    allowedClasspathAnnotations = Override.class,
    nullableAnnotation = "org.jspecify.annotations.Nullable",
    defaults = @Value.Immutable(copy = true),
    redactedMask = "(secret)")
public @interface CopyingStyle {}
