package io.slots.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Provision;
import io.slots.local.process.ProcessIdentity;
import io.slots.testkit.conformance.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real processes that a script starts and ends; they tell by files what they were given. */
final class ScriptedPlatform implements Platform, AutoCloseable {
  private final Path home;
  private final CommandPlatform commands;

  ScriptedPlatform(Path home) {
    this.home = home;
    Path script = Scripts.copy("instance.sh", home);
    commands =
        CommandPlatform.builder(home.resolve("state"))
            .restart("sh", script.toString(), home.toString(), "restart")
            .stop("sh", script.toString(), home.toString(), "stop")
            .addresses(
                (app, slot, instance) ->
                    URI.create(
                        "http://127.0.0.1:" + (1 + Math.floorMod(instance.hashCode(), 60_000))))
            .inherit("PATH")
            .build();
  }

  CommandPlatform commands() {
    return commands;
  }

  @Override
  public Content content(String version) {
    return Content.of(version, "fine");
  }

  @Override
  public Content stuckContent() {
    return Content.of("stuck", "stuck");
  }

  @Override
  public Content brokenContent() {
    return Content.of("broken", "broken");
  }

  @Override
  public Instance start(Provision provision) {
    return Calls.done(commands.provision(provision, Calls.call(1)));
  }

  @Override
  public Optional<Sighting> look(InstanceId id) {
    Optional<String> pid = read(id + ".pid");
    boolean lives = pid.map(text -> lives(text.strip())).orElse(false);
    return lives ? read(id + ".up").map(ScriptedPlatform::sighting) : Optional.empty();
  }

  private static Sighting sighting(String environment) {
    Map<String, String> told = new HashMap<>();
    for (String variable : Splitter.on('\0').omitEmptyStrings().split(environment)) {
      int equals = variable.indexOf('=');
      told.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    Map<String, String> settings = new HashMap<>(told);
    settings.keySet().removeIf(name -> name.startsWith("SLOTS_"));
    settings.keySet().removeAll(List.of("PATH", "PWD", "OLDPWD", "SHLVL", "_"));
    return new Sighting(
        URI.create(told.getOrDefault("SLOTS_ADDRESS", "?")),
        SlotName.of(told.getOrDefault("SLOTS_SLOT", "?")),
        ContentId.of(told.getOrDefault("SLOTS_CONTENT_ID", "?")),
        settings,
        told.getOrDefault("SLOTS_COMMAND_ID", "?"));
  }

  @Override
  public int count(InstanceId id) {
    return (int)
        Splitter.on('\n')
            .omitEmptyStrings()
            .splitToStream(read(id + ".pids").orElse(""))
            .filter(ScriptedPlatform::lives)
            .count();
  }

  private static boolean lives(String pid) {
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessIdentity::lives)
        .filter(Scripts::isOurs)
        .isPresent();
  }

  private Optional<String> read(String file) {
    Path path = home.resolve(file);
    try {
      return Files.exists(path) ? Optional.of(Files.readString(path, UTF_8)) : Optional.empty();
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty(); // gone meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what the test has left running. */
  @Override
  public void close() {
    commands.close();
    for (String pid : Scripts.lines(home, "*.pids")) {
      ProcessHandle.of(Long.parseLong(pid))
          .filter(Scripts::isOurs)
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
