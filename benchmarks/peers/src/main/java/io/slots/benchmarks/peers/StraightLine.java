package io.slots.benchmarks.peers;

import io.slots.benchmarks.floor.HandWrittenApp;
import io.slots.benchmarks.floor.Platform;
import io.slots.benchmarks.floor.SwapStep;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * The floor: one call after the other, nothing stored, nothing put back, nobody told. What a first
 * script does.
 */
final class StraightLine implements Contender {
  private final Platform platform;
  private final List<HandWrittenApp> apps;

  StraightLine(Platform platform, int apps) {
    this.platform = platform;
    this.apps = IntStream.range(0, apps).mapToObj(HandWrittenApp::new).toList();
  }

  @Override
  public CompletionStage<?> swap(int app) {
    SwapStep.runAll(apps.get(app), platform);
    return CompletableFuture.completedFuture("done");
  }

  @Override
  public void close() {}
}
