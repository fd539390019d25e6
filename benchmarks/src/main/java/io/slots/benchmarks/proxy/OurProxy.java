package io.slots.benchmarks.proxy;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.proxy.EmbeddedProxy;
import io.slots.spi.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The embedded proxy, on one event loop. The program prints its port, then reads the number of a
 * side, publishes the table of a swap, and prints the number again when it is in force.
 */
final class OurProxy implements Front {
  private final JavaProcess process;
  private final int port;

  private OurProxy(JavaProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static OurProxy start(int[] sides) throws IOException {
    JavaProcess process = JavaProcess.start(OurProxy.class, sides[0], sides[1]);
    return new OurProxy(process, Integer.parseInt(process.read()));
  }

  /** The program; its arguments are the ports of both sides. */
  public static void main(String[] args) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (EmbeddedProxy proxy = EmbeddedProxy.builder().eventLoops(1).start()) {
      long number = 1;
      publish(proxy, args, 0, number);
      System.out.println(proxy.port());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        publish(proxy, args, Integer.parseInt(line), ++number);
        System.out.println(line);
      }
    }
  }

  private static void publish(EmbeddedProxy proxy, String[] ports, int live, long number) {
    RoutingTable table =
        new RoutingTable(
            AppName.of("shop"),
            new RoutingGeneration(1, number),
            List.of(
                route("shop.test", SlotName.PRODUCTION, ports, live),
                route("shop-staging.test", SlotName.of("staging"), ports, 1 - live)));
    RoutesAnswer answer =
        proxy.publish(table, new Call(OperationId.of("op-1"), 1, 1)).toCompletableFuture().join();
    if (!(answer instanceof RoutesAnswer.InForce)) {
      throw new IllegalStateException(answer.toString());
    }
  }

  private static Route route(String host, SlotName slot, String[] ports, int side) {
    return new Route(
        HostName.of(host),
        slot,
        Optional.of(ContentId.of("side-" + side)),
        List.of(Instance.of("side-" + side, "http://127.0.0.1:" + ports[side])),
        List.of());
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public boolean canSwitch() {
    return true;
  }

  @Override
  public void switchTo(int side) throws IOException {
    String unused = process.ask(Integer.toString(side));
  }

  @Override
  public void close() {
    process.close();
  }
}
