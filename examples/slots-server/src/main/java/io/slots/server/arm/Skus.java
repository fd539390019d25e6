package io.slots.server.arm;

import io.slots.app.OperatingSystem;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.server.http.Exchange;
import io.slots.server.http.Trouble;
import java.util.Locale;
import java.util.Map;

/** Azure's names of prices, and the tiers that they are of. */
final class Skus {
  /** By how the name begins; the longest first. */
  private static final Map<String, PlanTier> BEGINNINGS =
      Map.of(
          "FC", PlanTier.FLEX_CONSUMPTION,
          "EP", PlanTier.ELASTIC_PREMIUM,
          "F", PlanTier.FREE,
          "D", PlanTier.SHARED,
          "B", PlanTier.BASIC,
          "S", PlanTier.STANDARD,
          "P", PlanTier.PREMIUM,
          "I", PlanTier.ISOLATED,
          "Y", PlanTier.CONSUMPTION);

  private Skus() {}

  static PlanTier tier(String sku) {
    String name = sku.toUpperCase(Locale.ROOT);
    if (name.matches("[A-Z]{1,2}[0-9]{1,2}(V[0-9])?|P[0-9]MV[0-9]")) {
      for (int length : new int[] {2, 1}) {
        PlanTier tier = BEGINNINGS.get(name.substring(0, length));
        if (tier != null) {
          return tier;
        }
      }
    }
    throw Trouble.badRequest(
        "the sku is not known; F1, D1, B1–B3, S1–S3, P1–P3 (V2, V3), I1–I3, EP1–EP3, Y1 and FC1 are");
  }

  /** The name under which Azure sells a tier, for plans that were made by other means. */
  static String sku(PlanTier tier) {
    return switch (tier) {
      case FREE -> "F1";
      case SHARED -> "D1";
      case BASIC -> "B1";
      case STANDARD -> "S1";
      case PREMIUM -> "P1v3";
      case ISOLATED -> "I1v2";
      case CONSUMPTION -> "Y1";
      case ELASTIC_PREMIUM -> "EP1";
      case FLEX_CONSUMPTION -> "FC1";
    };
  }

  /** What Azure calls the tier. */
  static String tierName(PlanTier tier) {
    return switch (tier) {
      case CONSUMPTION -> "Dynamic";
      case ELASTIC_PREMIUM -> "ElasticPremium";
      case FLEX_CONSUMPTION -> "FlexConsumption";
      case PREMIUM -> "PremiumV3";
      default -> tier.toString();
    };
  }

  static Plan plan(String sku, int workers, boolean linux) {
    PlanTier tier = tier(sku);
    return Exchange.given(
        () ->
            Plan.builder()
                .tier(tier)
                .workers(workers)
                .os(linux ? OperatingSystem.LINUX : OperatingSystem.WINDOWS)
                .build());
  }
}
