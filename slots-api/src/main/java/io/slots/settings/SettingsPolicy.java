package io.slots.settings;

import static io.slots.settings.Movement.BY_REQUEST;
import static io.slots.settings.Movement.MARKABLE;
import static io.slots.settings.Movement.MOVES;
import static io.slots.settings.Movement.STAYS;
import static io.slots.settings.Movement.STAYS_APPLIED;

import io.slots.RefusedException;
import io.slots.Rule;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.immutables.value.Value;

/**
 * Which categories of settings move in a swap, as data: one readable table (S3.2). Two ship, {@link
 * #functions2019()} and {@link #appService2025()}; an embedder may build its own.
 */
@Value.Immutable
public interface SettingsPolicy {
  /** The policy's name, for people: {@code functions-2019}. */
  String name();

  /** What happens to each category. Every category has a row. */
  Map<SettingCategory, Row> rows();

  /** App settings whose name ends so are sticky without a mark (S3.3). */
  Set<String> stickySuffixes();

  /** App settings of these names are sticky without a mark (S3.3). */
  Set<SettingName> stickyByDefault();

  /** Whether settings that a service connector made stay with their slot. */
  boolean connectorSettingsStay();

  /** One row of the table. */
  @Value.Immutable
  interface Row {
    /** What a swap does with the category. */
    Movement movement();

    /**
     * Whether {@link #OVERRIDE_PRESERVE} makes the category move although it stays by default.
     * Managed identities, host names, publishing endpoints and certificates never do (S3.3).
     */
    boolean overridable();

    /** Where this is said. */
    String source();

    /** Returns the row. */
    static Row of(Movement movement, boolean overridable, String source) {
      return ImmutableRow.builder()
          .movement(movement)
          .overridable(overridable)
          .source(source)
          .build();
    }
  }

  /** {@code 0} or {@code false} in every slot: what stays by default moves (S3.3). */
  SettingName OVERRIDE_PRESERVE =
      SettingName.of("WEBSITE_OVERRIDE_PRESERVE_DEFAULT_STICKY_SLOT_SETTINGS");

  /** {@code 0} in every slot: extension versions move (S3.3). */
  SettingName OVERRIDE_EXTENSION_VERSIONS =
      SettingName.of("WEBSITE_OVERRIDE_STICKY_EXTENSION_VERSIONS");

  /** What ends the names of the settings that hold an extension's version. */
  String EXTENSION_VERSION_SUFFIX = "_EXTENSION_VERSION";

  /** Every category has a row, and only such categories are markable as can be marked. */
  @Value.Check
  default void check() {
    Set<SettingCategory> missing = EnumSet.allOf(SettingCategory.class);
    missing.removeAll(rows().keySet());
    if (!missing.isEmpty()) {
      throw new RefusedException(
          Rule.of(3, 2),
          "settings policy " + name() + " has no row for " + missing,
          "give every category a row");
    }
    rows()
        .forEach(
            (category, row) -> {
              if (row.movement() == MARKABLE && !StickyNames.canMark(category)) {
                throw new RefusedException(
                    Rule.of(3, 2),
                    "settings policy " + name() + " lets " + category + " be marked",
                    "only app settings, connection strings and mounts can be");
              }
            });
  }

  /**
   * Returns which settings stay in a swap now. It is read once, when the swap starts (S3.4).
   *
   * @param marked the app's slot settings
   * @param slots the settings of <em>every</em> slot of the app; an override counts only if all
   *     have it
   * @param preserveVnet whether virtual network integration stays, where the table leaves it to the
   *     request
   */
  default Stickiness stickiness(
      StickyNames marked, Collection<Settings> slots, boolean preserveVnet) {
    return new Stickiness(this, marked, slots, preserveVnet);
  }

  /**
   * The table of 2019, and the default: the general settings move, and so do virtual network
   * integration, hybrid connections, service endpoints and CDN.
   */
  static SettingsPolicy functions2019() {
    String moved =
        "app-service-deployment-slots-settings.md, 2019-09-18: settings that are swapped";
    String stayed =
        "app-service-deployment-slots-settings.md, 2019-09-18: settings that are not swapped";
    String unlisted = "not in the table of 2019-09-18: what is not listed stays";
    return common()
        .name("functions-2019")
        .connectorSettingsStay(false)
        .putRows(SettingCategory.APP_SETTING, Row.of(MARKABLE, false, moved))
        .putRows(SettingCategory.CONNECTION_STRING, Row.of(MARKABLE, false, moved))
        .putRows(SettingCategory.MOUNT, Row.of(STAYS, true, unlisted))
        .putRows(SettingCategory.FRAMEWORK_VERSION, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.BITNESS, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.WEB_SOCKETS, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.HTTP_VERSION, Row.of(STAYS, true, unlisted))
        .putRows(SettingCategory.HANDLER_MAPPING, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.PATH_MAPPING, Row.of(STAYS, true, unlisted))
        .putRows(SettingCategory.PUBLIC_CERTIFICATE, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.WEBJOBS_CONTENT, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.HYBRID_CONNECTION, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.VIRTUAL_NETWORK, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.SERVICE_ENDPOINT, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.CDN, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.PUBLISHING_ENDPOINT, Row.of(STAYS, false, stayed))
        .putRows(SettingCategory.CUSTOM_DOMAIN, Row.of(STAYS, false, stayed))
        .putRows(SettingCategory.PRIVATE_CERTIFICATE, Row.of(STAYS, false, stayed))
        .putRows(SettingCategory.SCALE, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.WEBJOBS_SCHEDULER, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.IP_RESTRICTION, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.ALWAYS_ON, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.DIAGNOSTICS, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.CORS, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.MANAGED_IDENTITY, Row.of(STAYS, false, unlisted))
        .build();
  }

  /**
   * The newest published table: of the general settings only stack and bitness move; mounts and
   * path mappings move; settings that a service connector made stay.
   */
  static SettingsPolicy appService2025() {
    String moved =
        "app-service-deployment-slots-settings.md, after 2025-01-24: settings that are swapped";
    String stayed =
        "app-service-deployment-slots-settings.md, after 2025-01-24: settings that are not swapped";
    String request = "the swap request's preserveVnet; moves in the table after 2025-01-24";
    return common()
        .name("app-service-2025")
        .connectorSettingsStay(true)
        .putRows(SettingCategory.APP_SETTING, Row.of(MARKABLE, false, moved))
        .putRows(SettingCategory.CONNECTION_STRING, Row.of(MARKABLE, false, moved))
        .putRows(SettingCategory.MOUNT, Row.of(MARKABLE, false, moved))
        .putRows(SettingCategory.FRAMEWORK_VERSION, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.BITNESS, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.WEB_SOCKETS, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.HTTP_VERSION, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.HANDLER_MAPPING, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.PATH_MAPPING, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.PUBLIC_CERTIFICATE, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.WEBJOBS_CONTENT, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.HYBRID_CONNECTION, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.VIRTUAL_NETWORK, Row.of(BY_REQUEST, false, request))
        .putRows(SettingCategory.SERVICE_ENDPOINT, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.CDN, Row.of(MOVES, false, moved))
        .putRows(SettingCategory.PUBLISHING_ENDPOINT, Row.of(STAYS, false, stayed))
        .putRows(SettingCategory.CUSTOM_DOMAIN, Row.of(STAYS, false, stayed))
        .putRows(SettingCategory.PRIVATE_CERTIFICATE, Row.of(STAYS, false, stayed))
        .putRows(SettingCategory.SCALE, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.WEBJOBS_SCHEDULER, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.IP_RESTRICTION, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.ALWAYS_ON, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.DIAGNOSTICS, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.CORS, Row.of(STAYS, true, stayed))
        .putRows(SettingCategory.MANAGED_IDENTITY, Row.of(STAYS, false, stayed))
        .build();
  }

  private static Builder common() {
    String step1 =
        "functions-deployment-slots.md, 2019-07-15: applied to the source in step 1, so slot-resident";
    return builder()
        .addStickySuffixes(EXTENSION_VERSION_SUFFIX)
        .addStickyByDefault(
            SettingName.of("WEBSITE_HTTPLOGGING_RETENTION_DAYS"),
            SettingName.of("DIAGNOSTICS_AZUREBLOBRETENTIONDAYS"))
        .putRows(SettingCategory.CONTINUOUS_DEPLOYMENT, Row.of(STAYS_APPLIED, false, step1))
        .putRows(SettingCategory.AUTHENTICATION, Row.of(STAYS_APPLIED, false, step1));
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SettingsPolicy}. */
  final class Builder extends ImmutableSettingsPolicy.Builder {
    Builder() {}
  }
}
