package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.management.Region;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.appservice.fluent.WebAppsClient;
import com.azure.resourcemanager.appservice.fluent.models.SiteConfigResourceInner;
import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import com.azure.resourcemanager.appservice.fluent.models.SlotDifferenceInner;
import com.azure.resourcemanager.appservice.models.AppServicePlan;
import com.azure.resourcemanager.appservice.models.ConnectionStringType;
import com.azure.resourcemanager.appservice.models.CsmSlotEntity;
import com.azure.resourcemanager.appservice.models.DeployType;
import com.azure.resourcemanager.appservice.models.DeploymentSlot;
import com.azure.resourcemanager.appservice.models.Experiments;
import com.azure.resourcemanager.appservice.models.JavaVersion;
import com.azure.resourcemanager.appservice.models.OperatingSystem;
import com.azure.resourcemanager.appservice.models.PricingTier;
import com.azure.resourcemanager.appservice.models.RampUpRule;
import com.azure.resourcemanager.appservice.models.WebApp;
import com.azure.resourcemanager.appservice.models.WebContainer;
import io.slots.server.access.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server, driven by the client that people drive Azure with, over TLS and with a bearer token.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class AzureSdkTest {
  private static final String GROUP = "web";

  private TestServer server;
  private AzureSdk sdk;
  private AppServiceManager azure;
  private AppServiceManager reader;
  private WebAppsClient raw;
  private AppServicePlan plan;

  @BeforeAll
  void start(@TempDir Path directory) {
    Certificate certificate = Certificate.in(directory);
    server =
        TestServer.start(directory.resolve("data"), Optional.of(certificate), Clock.systemUTC());
    sdk = new AzureSdk(server.address());
    azure = sdk.manager(server.owner(), certificate.trusting());
    reader = sdk.manager(server.token(Role.READER), certificate.trusting());
    raw = azure.serviceClient().getWebApps();
    plan = plan("premium");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "azure-sdk-calls.txt"), sdk.calls());
  }

  private AppServicePlan plan(String name) {
    return azure
        .appServicePlans()
        .define(name)
        .withRegion(Region.EUROPE_WEST)
        .withNewResourceGroup(GROUP)
        .withPricingTier(new PricingTier("PremiumV3", "P1v3"))
        .withOperatingSystem(OperatingSystem.WINDOWS)
        .create();
  }

  private WebApp app(String name) {
    return azure
        .webApps()
        .define(name)
        .withExistingWindowsPlan(plan)
        .withExistingResourceGroup(GROUP)
        .create();
  }

  private static DeploymentSlot slot(WebApp app, String name) {
    return app.deploymentSlots().define(name).withBrandNewConfiguration().create();
  }

  private static void deploy(DeploymentSlot slot, String version) {
    byte[] zip = TestPackage.zip(version);
    slot.zipDeploy(new ByteArrayInputStream(zip), zip.length);
  }

  private static void deploy(WebApp app, String version) {
    byte[] zip = TestPackage.zip(version);
    app.zipDeploy(new ByteArrayInputStream(zip), zip.length);
  }

  private static ManagementException refusal(Runnable call) {
    return catchThrowableOfType(ManagementException.class, call::run);
  }

  private static void assertRefused(ManagementException refusal, int status, String part) {
    assertThat(refusal).isNotNull();
    assertThat(refusal.getResponse().getStatusCode()).isEqualTo(status);
    assertThat(refusal.getValue().getMessage()).contains(part);
  }

  private static <T> T named(String name, Map<String, T> all) {
    assertThat(all).containsKey(name);
    return Objects.requireNonNull(all.get(name));
  }

  private static <T> T again(Supplier<T> read) {
    return read.get();
  }

  @Test
  void plansAreMadeListedScaledAndDeleted() {
    AppServicePlan other = plan("other");
    assertThat(other.pricingTier().toSkuDescription().name()).isEqualTo("P1v3");
    AppServicePlan scaled = other.update().withCapacity(2).apply();
    assertThat(scaled.capacity()).isEqualTo(2);
    assertThat(azure.appServicePlans().listByResourceGroup(GROUP))
        .extracting(AppServicePlan::name)
        .contains("premium", "other");
    azure.appServicePlans().deleteById(other.id());
    assertThat(azure.appServicePlans().listByResourceGroup(GROUP))
        .extracting(AppServicePlan::name)
        .doesNotContain("other");
  }

  @Test
  void appsAndSlotsAreMadeListedAndDeleted() {
    WebApp app = app("lister");
    assertThat(app.defaultHostname()).isEqualTo("lister.localhost");
    assertThat(app.appServicePlanId()).isEqualTo(plan.id());
    slot(app, "staging");
    DeploymentSlot qa = slot(app, "qa");
    assertThat(qa.defaultHostname()).isEqualTo("lister-qa.localhost");
    assertThat(app.deploymentSlots().list())
        .extracting(it -> it.name())
        .containsExactlyInAnyOrder("staging", "qa");
    assertThat(azure.webApps().listByResourceGroup(GROUP))
        .extracting(it -> it.name())
        .contains("lister");
    assertThat(azure.webApps().getByResourceGroup(GROUP, "LISTER").name()).isEqualTo("lister");
    app.deploymentSlots().deleteByName("qa");
    assertThat(app.deploymentSlots().list()).extracting(it -> it.name()).containsExactly("staging");
    azure.webApps().deleteByResourceGroup(GROUP, "lister");
    assertThat(azure.webApps().listByResourceGroup(GROUP))
        .extracting(it -> it.name())
        .doesNotContain("lister");
  }

  @Test
  void settingsAreKeptMarkedAndCloned() {
    WebApp app =
        azure
            .webApps()
            .define("settings")
            .withExistingWindowsPlan(plan)
            .withExistingResourceGroup(GROUP)
            .withAppSetting("FREE", "moves")
            .withStickyAppSetting("STAYS", "production's")
            .withConnectionString("db", "Server=orders", ConnectionStringType.POSTGRE_SQL)
            .withStickyConnectionString("queue", "amqp://q", ConnectionStringType.CUSTOM)
            .withJavaVersion(JavaVersion.JAVA_11)
            .withWebContainer(WebContainer.JAVA_8)
            .withWebSocketsEnabled(true)
            .create();
    assertThat(named("STAYS", app.getAppSettings()).sticky()).isTrue();
    assertThat(named("STAYS", app.getAppSettings()).value()).isEqualTo("production's");
    assertThat(named("FREE", app.getAppSettings()).sticky()).isFalse();
    assertThat(named("queue", app.getConnectionStrings()).sticky()).isTrue();
    assertThat(named("db", app.getConnectionStrings()).type())
        .isEqualTo(ConnectionStringType.POSTGRE_SQL);
    WebApp read = azure.webApps().getById(app.id());
    assertThat(read.webSocketsEnabled()).isTrue();
    assertThat(read.javaVersion()).isEqualTo(JavaVersion.JAVA_11);

    DeploymentSlot clone =
        app.deploymentSlots().define("clone").withConfigurationFromParent().create();
    assertThat(named("FREE", clone.getAppSettings()).value()).isEqualTo("moves");
    clone.update().withoutAppSetting("FREE").withStickyAppSetting("STAYS", "clone's").apply();
    assertThat(clone.getAppSettings()).doesNotContainKey("FREE");
    assertThat(named("STAYS", app.getAppSettings()).value()).isEqualTo("production's");
    DeploymentSlot another =
        app.deploymentSlots().define("another").withConfigurationFromDeploymentSlot(clone).create();
    assertThat(named("STAYS", another.getAppSettings()).value()).isEqualTo("clone's");
  }

  @Test
  void aSwapExchangesContentAndFreeSettings() {
    WebApp app = app("shop");
    app.update()
        .withAppSetting("FREE", "of v1")
        .withStickyAppSetting("ENVIRONMENT", "production")
        .apply();
    DeploymentSlot staging = slot(app, "staging");
    staging
        .update()
        .withAppSetting("FREE", "of v2")
        .withStickyAppSetting("ENVIRONMENT", "staging")
        .apply();
    deploy(app, "v1");
    deploy(staging, "v2");

    List<SlotDifferenceInner> differences =
        raw
            .listSlotDifferencesSlot(
                GROUP, "shop", "staging", new CsmSlotEntity().withTargetSlot("production"))
            .stream()
            .toList();
    assertThat(differences).extracting(SlotDifferenceInner::settingName).containsExactly("FREE");

    staging.swap("production");

    assertThat(server.visit("shop.localhost")).contains("v2 on").contains("as production");
    assertThat(server.visit("shop-staging.localhost")).contains("v1 on").contains("as staging");
    assertThat(named("FREE", app.getAppSettings()).value()).isEqualTo("of v2");
    SiteInner after = raw.getSlot(GROUP, "shop", "staging");
    assertThat(after.slotSwapStatus().sourceSlotName()).isEqualTo("staging");
    assertThat(after.slotSwapStatus().destinationSlotName()).isEqualTo("Production");

    app.swap("staging");
    assertThat(server.visit("shop.localhost")).contains("v1 on");

    assertThat(raw.listInstanceIdentifiers(GROUP, "shop").stream().toList()).hasSize(1);
    staging.restart();
    staging.stop();
    assertThat(again(() -> app.deploymentSlots().getByName("staging")).state())
        .isEqualTo("Stopped");
    assertRefused(refusal(() -> staging.swap("production")), 409, "S4.8");
    staging.start();
    assertThat(again(() -> app.deploymentSlots().getByName("staging")).state())
        .isEqualTo("Running");
  }

  @Test
  void aSwapWithPreviewIsCompletedOrReset() {
    WebApp app = app("phases");
    app.update().withStickyAppSetting("ENVIRONMENT", "production").apply();
    DeploymentSlot staging = slot(app, "staging");
    staging.update().withStickyAppSetting("ENVIRONMENT", "staging").apply();
    deploy(app, "v1");
    deploy(staging, "v2");

    staging.applySlotConfigurations("production");
    assertThat(server.visit("phases-staging.localhost"))
        .contains("v2 on")
        .contains("as production");
    assertThat(raw.getSlot(GROUP, "phases", "staging").targetSwapSlot()).isEqualTo("Production");
    assertThat(raw.getByResourceGroup(GROUP, "phases").targetSwapSlot()).isEqualTo("staging");
    assertRefused(refusal(() -> staging.update().withAppSetting("LATE", "x").apply()), 409, "S1.7");
    assertRefused(refusal(() -> staging.applySlotConfigurations("production")), 409, "S1.7");

    staging.resetSlotConfigurations();
    assertThat(server.visit("phases-staging.localhost")).contains("v2 on").contains("as staging");
    staging.resetSlotConfigurations();

    staging.applySlotConfigurations("production");
    staging.swap("production");
    assertThat(server.visit("phases.localhost")).contains("v2 on").contains("as production");
    assertThat(raw.getSlot(GROUP, "phases", "staging").targetSwapSlot()).isNull();
  }

  @Test
  void aDeploymentIsSwappedByItself() {
    WebApp app = app("auto");
    DeploymentSlot staging = slot(app, "staging");
    deploy(app, "v1");
    staging.update().withAutoSwapSlotName("production").apply();
    assertThat(app.deploymentSlots().getByName("staging").autoSwapSlotName())
        .isEqualTo("production");
    // The other way to deploy stops and starts the slot afterwards, which the swap forbids then.
    byte[] zip = TestPackage.zip("v2");
    staging.deploy(DeployType.ZIP, new ByteArrayInputStream(zip), zip.length);
    Eventually.isTrue(() -> server.visit("auto.localhost").contains("v2 on"));
  }

  @Test
  void productionsTrafficIsShared() {
    WebApp app = app("shared");
    DeploymentSlot staging = slot(app, "staging");
    deploy(app, "v1");
    deploy(staging, "v2");
    SiteConfigResourceInner rules =
        raw.updateConfiguration(
            GROUP,
            "shared",
            new SiteConfigResourceInner()
                .withExperiments(
                    new Experiments()
                        .withRampUpRules(
                            List.of(
                                new RampUpRule()
                                    .withName("staging")
                                    .withActionHostname("shared-staging.localhost")
                                    .withReroutePercentage(100.0)))));
    assertThat(rules.experiments().rampUpRules()).hasSize(1);
    assertThat(server.visit("shared.localhost")).contains("v2 on");
    assertRefused(refusal(() -> app.deploymentSlots().deleteByName("staging")), 409, "S1.6");
    raw.updateConfiguration(
        GROUP,
        "shared",
        new SiteConfigResourceInner()
            .withExperiments(new Experiments().withRampUpRules(List.of())));
    assertThat(server.visit("shared.localhost")).contains("v1 on");
  }

  @Test
  void whatIsRefusedIsToldInAForm() {
    WebApp app = app("refused");
    DeploymentSlot staging = slot(app, "staging");
    assertRefused(refusal(() -> staging.swap("production")), 409, "S4.8");
    assertRefused(refusal(() -> staging.swap("nowhere")), 404, "nowhere");
    assertRefused(refusal(() -> staging.swap("staging")), 409, "S");
    assertRefused(refusal(() -> slot(app, "no_slot_name")), 400, "S1.2");
    assertRefused(
        refusal(() -> azure.webApps().getByResourceGroup(GROUP, "nobodys")), 404, "nobodys");
    assertRefused(
        refusal(() -> raw.listApplicationSettingsSlot(GROUP, "refused", "nowhere")),
        404,
        "nowhere");
    assertRefused(
        refusal(() -> staging.update().withAutoSwapSlotName("nowhere").apply()), 404, "nowhere");
    assertRefused(refusal(() -> azure.appServicePlans().deleteById(plan.id())), 409, "has sites");
    AppServicePlan small =
        azure
            .appServicePlans()
            .define("small")
            .withRegion(Region.EUROPE_WEST)
            .withExistingResourceGroup(GROUP)
            .withPricingTier(PricingTier.BASIC_B1)
            .withOperatingSystem(OperatingSystem.WINDOWS)
            .create();
    WebApp onSmall =
        azure
            .webApps()
            .define("onsmall")
            .withExistingWindowsPlan(small)
            .withExistingResourceGroup(GROUP)
            .create();
    assertRefused(refusal(() -> slot(onSmall, "staging")), 409, "S2.3");
    byte[] broken = TestPackage.broken("v9");
    Throwable failed =
        catchThrowableOfType(
            Exception.class,
            () -> staging.zipDeploy(new ByteArrayInputStream(broken), broken.length));
    assertThat(failed).hasMessageContaining("400");
  }

  @Test
  void aReaderLooksAndTouchesNothing() {
    app("looked-at");
    WebApp seen = reader.webApps().getByResourceGroup(GROUP, "looked-at");
    assertThat(seen.name()).isEqualTo("looked-at");
    assertRefused(refusal(seen::getAppSettings), 403, "OPERATE");
    assertRefused(refusal(seen::stop), 403, "OPERATE");
    assertRefused(
        refusal(() -> reader.webApps().deleteByResourceGroup(GROUP, "looked-at")), 403, "OWN");
  }
}
