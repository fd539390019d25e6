package io.slots.benchmarks.peers;

import io.slots.benchmarks.floor.HandWrittenApp;
import io.slots.benchmarks.floor.Platform;
import io.slots.benchmarks.floor.SwapStep;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateContext;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.config.StateMachineBuilder;
import reactor.core.publisher.Mono;

/**
 * Spring Statemachine: a state for each step, whose entry runs it; a step that fails leads to a
 * state that puts back. Nothing is stored. As its documentation advises for many objects, one
 * machine for each, kept.
 */
final class SpringStateMachine implements Contender {
  private static final String APP = "app";

  private enum State {
    IDLE,
    APPLY_SETTINGS,
    AWAIT_INSTANCES,
    WARM_UP,
    UPDATE_ROUTING,
    DRAIN_FORMER_TARGET,
    REPEAT_FOR_SOURCE,
    PUTTING_BACK
  }

  private enum Event {
    GO_ON,
    FAIL
  }

  private final Platform platform;
  private final List<HandWrittenApp> apps;
  private final List<StateMachine<State, Event>> machines;

  SpringStateMachine(Platform platform, int apps) {
    this.platform = platform;
    this.apps = IntStream.range(0, apps).mapToObj(HandWrittenApp::new).toList();
    this.machines = IntStream.range(0, apps).mapToObj(this::machine).toList();
  }

  private StateMachine<State, Event> machine(int app) {
    try {
      StateMachineBuilder.Builder<State, Event> builder = StateMachineBuilder.builder();
      builder.configureConfiguration().withConfiguration().machineId("app-" + app);
      var states =
          builder
              .configureStates()
              .withStates()
              .initial(State.IDLE)
              .states(EnumSet.allOf(State.class));
      for (SwapStep step : SwapStep.values()) {
        states.stateEntry(state(step), context -> step.run(app(context), platform));
      }
      states.stateEntry(State.PUTTING_BACK, context -> SwapStep.putBack(app(context), platform));
      var transitions = builder.configureTransitions();
      State from = State.IDLE;
      for (SwapStep step : SwapStep.values()) {
        transitions.withExternal().source(from).target(state(step)).event(Event.GO_ON);
        from = state(step);
        if (step.isPutBack()) {
          transitions.withExternal().source(from).target(State.PUTTING_BACK).event(Event.FAIL);
        }
      }
      transitions.withExternal().source(from).target(State.IDLE).event(Event.GO_ON);
      transitions.withExternal().source(State.PUTTING_BACK).target(State.IDLE).event(Event.GO_ON);
      StateMachine<State, Event> machine = builder.build();
      machine.getExtendedState().getVariables().put(APP, apps.get(app));
      machine.startReactively().block();
      return machine;
    } catch (Exception e) { // What its configurers declare.
      throw new IllegalStateException(e);
    }
  }

  private static State state(SwapStep step) {
    return State.valueOf(step.name());
  }

  private static HandWrittenApp app(StateContext<State, Event> context) {
    return context.getExtendedState().get(APP, HandWrittenApp.class);
  }

  @Override
  public CompletionStage<?> swap(int app) {
    StateMachine<State, Event> machine = machines.get(app);
    for (int i = 0; i <= SwapStep.values().length; i++) {
      machine.sendEvent(Mono.just(MessageBuilder.withPayload(Event.GO_ON).build())).blockLast();
    }
    return machine.getState().getId() == State.IDLE
        ? CompletableFuture.completedFuture("done")
        : CompletableFuture.failedFuture(new IllegalStateException("at " + machine.getState()));
  }

  @Override
  public void close() {
    machines.forEach(it -> it.stopReactively().block());
  }
}
