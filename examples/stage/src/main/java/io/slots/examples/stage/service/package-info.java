/**
 * The bundled service: small, real, and of the JDK alone, so that a child process needs nothing but
 * this example's classes. {@link io.slots.examples.stage.service.Service} is what a child runs.
 */
@NullMarked
package io.slots.examples.stage.service;

import org.jspecify.annotations.NullMarked;
