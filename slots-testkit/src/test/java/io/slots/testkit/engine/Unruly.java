package io.slots.testkit.engine;

import io.slots.app.InstanceId;
import io.slots.spi.FunctionKeys;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import io.slots.spi.SlotStore;
import io.slots.testkit.SlotsTestKit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The kit's fakes, of which one method does once what no contract foresees: throws an error, or
 * answers with null.
 */
final class Unruly {
  /** What it does instead. */
  enum Misdeed {
    ERROR,
    FAILS_WITH_ERROR,
    NO_STAGE,
    NULL;

    private @Nullable Object commit() {
      return switch (this) {
        case ERROR -> throw new NoClassDefFoundError("com/acme/Metrics");
        case FAILS_WITH_ERROR ->
            CompletableFuture.failedStage(new NoClassDefFoundError("com/acme/Metrics"));
        case NO_STAGE -> null;
        case NULL -> CompletableFuture.completedStage(null);
      };
    }
  }

  private final SlotsTestKit kit = SlotsTestKit.create();
  private String method = "";
  private Misdeed misdeed = Misdeed.NULL;
  private int left;

  SlotsTestKit kit() {
    return kit;
  }

  /** The next call of that method, {@code Router.publish} for example, is such a one. */
  void next(String method, Misdeed misdeed) {
    this.method = method;
    this.misdeed = misdeed;
    left = 1;
  }

  boolean isDone() {
    return left == 0;
  }

  InstanceRestarter restarter() {
    return spi(InstanceRestarter.class, kit.platform());
  }

  InstanceProvisioner provisioner() {
    return spi(InstanceProvisioner.class, kit.platform());
  }

  HealthProbe probe() {
    return spi(HealthProbe.class, kit.platform());
  }

  Router router() {
    return spi(Router.class, kit.router());
  }

  FunctionKeys keys() {
    return spi(FunctionKeys.class, kit.keys());
  }

  /** What is wrong with the counts of a router. */
  enum Miscount {
    NONE,
    NULL,
    NEGATIVE,
    OTHERS_TOO
  }

  /** A router like that of the kit that counts wrongly what is in flight. */
  Router miscounting(Miscount miscount) {
    return Router.class.cast(
        Proxy.newProxyInstance(
            Router.class.getClassLoader(),
            new Class<?>[] {Router.class},
            (proxy, called, arguments) ->
                called.getName().equals("inFlight")
                    ? CompletableFuture.completedStage(counts(miscount, (Set<?>) arguments[1]))
                    : call(Router.class, kit.router(), called, arguments)));
  }

  private static Map<Object, @Nullable Integer> counts(Miscount miscount, Set<?> asked) {
    Map<Object, @Nullable Integer> counts = new HashMap<>();
    for (Object id : asked) {
      counts.put(id, 0);
    }
    switch (miscount) {
      case NONE -> counts.remove(asked.iterator().next());
      case NULL -> counts.put(asked.iterator().next(), null);
      case NEGATIVE -> counts.put(asked.iterator().next(), -1);
      case OTHERS_TOO -> counts.put(InstanceId.of("another"), 5);
    }
    return counts;
  }

  SlotStore store() {
    return spi(SlotStore.class, kit.store());
  }

  private <T> T spi(Class<T> type, T fake) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> call(type, fake, called, arguments)));
  }

  private @Nullable Object call(
      Class<?> type, Object fake, Method called, Object @Nullable [] arguments) throws Throwable {
    if (left > 0 && method.equals(type.getSimpleName() + "." + called.getName())) {
      left--;
      return misdeed.commit();
    }
    try {
      return called.invoke(fake, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? new CompletionException(e) : e.getCause();
    }
  }
}
