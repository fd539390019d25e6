/**
 * Mistakes that systems of this kind have made, each as a test under the name by which such
 * mistakes are known.
 *
 * <p>Those that concern the engine are here: {@link io.slots.testkit.regression.SwitchTest} about
 * who gets requests, {@link io.slots.testkit.regression.TakeOverTest} about engines that die, stand
 * still or come back, {@link io.slots.testkit.regression.CallerTest} about what callers ask, wait
 * for and are told.
 *
 * <p>These concern an adapter, and are proven where it is; a fake could only prove them of itself:
 *
 * <table>
 *   <caption>Proven elsewhere</caption>
 *   <tr><th>name</th><th>why not here</th><th>where</th></tr>
 *   <tr><td>journalTornWriteKeepsPreviousState</td><td>it is about bytes in a file: a write that is
 *       cut off must leave what was there</td><td>{@code SqliteTroubleTest}, {@code SqliteDiskTest}
 *       and {@code KilledTest} of slots-jdbc; {@code RecoveryTest} of slots-process</td></tr>
 *   <tr><td>requestBetweenPauseCheckAndDrain</td><td>it is about a request that is admitted while
 *       the table is replaced; here no request is ever paused, and the engine is not in its
 *       path</td><td>{@code AdmissionsTest} and {@code AdmissionStressTest} of
 *       slots-proxy</td></tr>
 *   <tr><td>websocketSurvivesUnrelatedSwap</td><td>it is about connections, which the engine does
 *       not see</td><td>{@code WebSocketTest} of slots-proxy</td></tr>
 * </table>
 */
@NullMarked
package io.slots.testkit.regression;

import org.jspecify.annotations.NullMarked;
