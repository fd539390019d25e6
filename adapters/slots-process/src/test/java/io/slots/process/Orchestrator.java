package io.slots.process;

import java.nio.file.Path;

/**
 * A process with a runtime of its own, to be killed: starts one instance of the given script, says
 * "ready", and waits.
 */
final class Orchestrator {
  private Orchestrator() {}

  public static void main(String[] args) throws Exception {
    ProcessRuntimeBuilder builder =
        ProcessRuntime.builder().command(Scripts.SHELL).directory(Path.of(args[0]));
    try (ProcessRuntime runtime = builder.closeOnShutdown().build()) {
      runtime.provision(Calls.provision("one", args[1]), Calls.call(7)).toCompletableFuture().get();
      System.out.println("ready");
      System.out.println("stdin " + System.in.read());
    }
  }
}
