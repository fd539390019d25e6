package io.slots.server.content;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.core.Apps;
import io.slots.server.http.Trouble;
import java.util.Locale;
import java.util.Optional;

/** Finds a slot by the first label of its host name: {@code shop}, {@code shop-staging}. */
public final class Sites {
  private final Apps apps;

  /** Finds slots of these apps. */
  public Sites(Apps apps) {
    this.apps = apps;
  }

  /**
   * A slot of an app.
   *
   * @param app the app
   * @param slot the slot
   */
  public record Site(App app, SlotName slot) {}

  /** Returns the slot whose host name begins with {@code label}. */
  public Site find(String label) {
    String wanted = label.toLowerCase(Locale.ROOT);
    for (int end = wanted.length(); end > 0; end = wanted.lastIndexOf('-', end - 1)) {
      Optional<Site> site = app(wanted.substring(0, end)).flatMap(app -> slot(app, wanted));
      if (site.isPresent()) {
        return site.get();
      }
    }
    throw Trouble.notFound("SiteNotFound", "there is no slot whose host is \"" + label + "\"");
  }

  private Optional<App> app(String name) {
    try {
      return apps.find(AppName.of(name));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private static Optional<Site> slot(App app, String label) {
    return app.slots().keySet().stream()
        .filter(it -> app.host(it).value().startsWith(label + "."))
        .map(it -> new Site(app, it))
        .findFirst();
  }
}
