package io.slots.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import java.net.URI;
import java.util.Optional;

/**
 * A command that is to be run for an instance.
 *
 * @param kind what it does
 * @param app whose instance it is
 * @param instance the instance
 * @param words program and arguments; {@link Template#SETTINGS} is not in its place yet
 * @param variables who and what it is about
 * @param settings the settings, as variables; secret
 * @param address where the instance listens, as far as that is known beforehand
 * @param fencingToken the token of the call
 */
record Task(
    Kind kind,
    AppName app,
    InstanceId instance,
    ImmutableList<String> words,
    ImmutableMap<String, String> variables,
    ImmutableMap<String, String> settings,
    Optional<URI> address,
    long fencingToken) {

  /** What a command does. */
  enum Kind {
    /** Starts an instance that was there before. */
    RESTART,
    /** Starts an instance that may be new. */
    START,
    /** Ends an instance for good. */
    STOP;

    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Where the instance listens, by what the command told, or by what was known. */
  Optional<Instance> answer(Optional<String> told) {
    return told.map(text -> Instance.of(instance.value(), text))
        .or(() -> address.map(uri -> Instance.of(instance, uri)));
  }

  /** For people; neither arguments nor settings. */
  @Override
  public String toString() {
    return kind.text() + " of instance " + instance;
  }
}
