/**
 * What an embedder supplies: how <em>its</em> instances restart, how <em>its</em> health is probed,
 * how <em>its</em> traffic is routed, and where state is kept.
 *
 * <p>Start at {@link io.slots.spi.InstanceRestarter}, {@link io.slots.spi.HealthProbe}, {@link
 * io.slots.spi.Router} and {@link io.slots.spi.SlotStore}; {@link io.slots.spi.InstanceProvisioner}
 * and {@link io.slots.spi.FunctionKeys} are optional.
 *
 * <p>Common to all, by numbers that the conformance tests of {@code slots-testkit} bear too:
 *
 * <ul>
 *   <li><em>P1 Threading.</em> Methods are called by several threads. They return at once and never
 *       block, so that a caller who is interrupted is served and stays interrupted; the answer
 *       comes by the {@link java.util.concurrent.CompletionStage}, on any thread. {@link
 *       io.slots.spi.Blocking} turns a blocking implementation into such a one.
 *   <li><em>P2 Failure.</em> A stage that fails, and a method that throws, be it an error, mean
 *       "not done, or not known to be done"; so does null in the place of a stage, or of an answer
 *       where one is due. The engine decides whether to try again. The message reaches people, so
 *       it must hold no setting's value (S3.7), nor must what caused it.
 *   <li><em>P3 Repetition.</em> After a failure, a time-out or a crash the engine may ask again for
 *       what was done already (S9.5). {@link io.slots.spi.Call#attempt()} says which attempt it is.
 *       The engine has one call under way for an instance at a time, except after one that it gave
 *       up on.
 *   <li><em>P4 Fencing.</em> Every call brings a {@link io.slots.spi.Call#fencingToken()}. An
 *       implementation that can remember the highest it has seen for an app refuses a lower one,
 *       before it touches anything (S9.4). When an operation is taken over, {@link
 *       io.slots.spi.Fenced#fence} shows it the token first, before anything is done.
 *   <li><em>P5 Retries</em> are the engine's: an implementation tries once.
 *   <li><em>P6 Cancelling.</em> The engine cancels no stage. What comes of a stage's future that is
 *       cancelled is the implementation's to say: the start that it stands for ends, or goes on as
 *       if it had not been cancelled.
 * </ul>
 */
@SlotsStyle
@NullMarked
package io.slots.spi;

import io.slots.style.SlotsStyle;
import org.jspecify.annotations.NullMarked;
