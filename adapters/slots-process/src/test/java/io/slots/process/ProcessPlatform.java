package io.slots.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Provision;
import io.slots.testkit.conformance.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Child processes as the conformance kit sees them: by what they tell, and by their numbers. */
final class ProcessPlatform implements Platform {
  private static final Pattern PID = Pattern.compile(", pid (\\d+),");

  /** What a process has besides its settings. */
  private static final Set<String> NOT_SETTINGS =
      Set.of(
          "PORT",
          "WEBSITE_SITE_NAME",
          "WEBSITE_SLOT_NAME",
          "WEBSITE_INSTANCE_ID",
          "SLOTS_CONTENT_ID",
          "SLOTS_CONTENT_VERSION",
          "SLOTS_START_ID",
          "PATH",
          "PWD",
          "OLDPWD",
          "SHLVL",
          "_");

  private final RuntimeExtension processes;
  private final ProcessRuntime runtime;

  ProcessPlatform(RuntimeExtension processes) {
    this.processes = processes;
    runtime = processes.runtime(builder -> builder.inherit("PATH"));
  }

  ProcessRuntime runtime() {
    return runtime;
  }

  @Override
  public Content content(String version) {
    return Content.of(version, "exec " + Scripts.java(TellingChild.class));
  }

  @Override
  public Content stuckContent() {
    return Content.of("stuck", Scripts.SLEEP);
  }

  @Override
  public Content brokenContent() {
    return Content.of("broken", "echo \"$KEY is no key\"; exit 1");
  }

  @Override
  public Instance start(Provision provision) {
    return Calls.done(runtime.provision(provision, Calls.call(1)));
  }

  @Override
  public Optional<Sighting> look(InstanceId id) {
    return runtime.instance(id).map(instance -> sighting(instance.address()));
  }

  private static Sighting sighting(URI address) {
    Map<String, String> told = told(address.getPort());
    Map<String, String> settings = new HashMap<>(told);
    settings.keySet().removeAll(NOT_SETTINGS);
    return new Sighting(
        address,
        SlotName.of(told.getOrDefault("WEBSITE_SLOT_NAME", "?")),
        ContentId.of(told.getOrDefault("SLOTS_CONTENT_ID", "?")),
        settings,
        told.getOrDefault("SLOTS_START_ID", "?"));
  }

  private static Map<String, String> told(int port) {
    try (Socket connection = new Socket(InetAddresses.forString("127.0.0.1"), port)) {
      String text = new String(connection.getInputStream().readAllBytes(), UTF_8);
      return Splitter.on('\n').withKeyValueSeparator(Splitter.on('=').limit(2)).split(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int count(InstanceId id) {
    int count = 0;
    Matcher matcher = PID.matcher(RuntimeExtension.read(processes.log(id.value())).orElse(""));
    while (matcher.find()) {
      count += RuntimeExtension.lives(Long.parseLong(matcher.group(1))) ? 1 : 0;
    }
    return count;
  }
}
