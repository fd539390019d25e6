package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slots.server.access.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The console in a real browser, before real processes. */
final class ConsoleTest {
  private static final String SECRET = "marker-51d2";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @SuppressWarnings("NullAway.Init")
  private Browser browser;

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @BeforeEach
  void start() {
    browser = Browser.start();
    server = TestServer.start(directory);
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private void shop() {
    assertThat(server.post("/api/v1/apps", "{\"name\":\"shop\"}").status()).isEqualTo(201);
    assertThat(server.post("/api/v1/apps/shop/slots", "{\"name\":\"staging\"}").status())
        .isEqualTo(201);
    set("production", "DATABASE", "live");
    set("staging", "DATABASE", "test");
    deploy("production", "v1");
    deploy("staging", "v2");
  }

  private void set(String slot, String name, String value) {
    assertThat(
            server
                .patch(
                    "/api/v1/apps/shop/slots/" + slot + "/settings",
                    "{\"set\":[{\"name\":\"%s\",\"value\":\"%s\"}],\"mark\":[{\"name\":\"%s\"}]}"
                        .formatted(name, value, name))
                .status())
        .isEqualTo(200);
  }

  private void deploy(String slot, String version) {
    TestServer.Reply reply =
        server.upload(
            "/api/v1/apps/shop/slots/" + slot + "/deployments?version=" + version,
            TestPackage.zip(version));
    assertThat(reply.json().path("ending").asText()).as(reply.text()).isEqualTo("COMPLETED");
  }

  private void signIn(String token) {
    browser.open(server.address() + "/");
    browser.field("Token").sendKeys(token, Keys.ENTER);
    browser.sees("Sign out");
  }

  private void open(String place) {
    browser.open(server.address() + "/console/#" + place);
  }

  @Test
  @DisplayName("a release goes from a new setting to production and back, page by page")
  void wholeStory() {
    shop();
    browser.open(server.address() + "/");
    browser.see("input[type=password]");
    browser.look("01-sign-in");
    browser.field("Token").sendKeys("wrong", Keys.ENTER);
    browser.see("p.bad:not(:empty)");
    browser.field("Token").clear();
    browser.field("Token").sendKeys(server.owner(), Keys.ENTER);

    browser.sees("All apps");
    browser.sees("1 of 1 ready");
    browser.look("02-apps");
    browser.follow("shop");
    browser.sees("shop-staging.localhost");
    browser.look("03-app");

    browser.follow("staging");
    browser.press("Add setting");
    browser.field("Name").sendKeys("PASSWORD");
    browser.field("Value").sendKeys(SECRET);
    browser.field("Slot setting: the value stays with this slot in a swap").click();
    browser.look("04-add-setting");
    browser.press("Save");
    browser.see("//tr[contains(., 'PASSWORD')]");
    assertThat(browser.source()).doesNotContain(SECRET);
    browser.look("05-slot");
    browser.press("Show values");
    browser.sees(SECRET);
    browser.press("Hide values");
    assertThat(browser.source()).doesNotContain(SECRET);

    open("/apps/shop");
    browser.press("Swap staging");
    browser.sees("production gets v2; staging gets v1.");
    browser.sees("Every step");
    browser.look("06-swap");
    browser
        .field(
            "Swap with preview: pause when the source runs with the target's settings, until you"
                + " complete or cancel")
        .click();
    browser.press("Start swap with preview");
    browser.sees("Why it waits");
    browser.look("07-paused");
    browser.press("Complete swap");
    browser.see("//span[contains(@class, 'badge') and .='completed']");
    browser.look("08-operation");
    assertThat(server.visit("shop.localhost")).contains("v2");

    browser.follow("shop");
    browser.follow("History");
    browser.look("09-history");
    browser.press("Roll back swap staging into production");
    browser.press("Roll back");
    browser.see("//h2[.='Steps']");
    browser.see("//span[contains(@class, 'badge') and .='completed']");
    assertThat(server.visit("shop.localhost")).contains("v1");

    open("/audit");
    browser.sees("POST /api/v1/apps/{app}/swaps");
    browser.look("10-audit");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  @DisplayName("slots are added, share traffic, and are deleted by who types their name")
  void slots_areAddedAndDeleted() {
    shop();
    signIn(server.owner());
    open("/apps/shop");
    browser.press("Add slot");
    browser.field("Name").sendKeys("canary");
    browser.choose("Clone settings from", "production");
    browser.press("Add");
    browser.see("//a[.='canary']");
    assertThat(server.get("/api/v1/apps/shop/slots/canary").json().path("settings").asInt())
        .isEqualTo(1);

    WebElement share = browser.field("staging, %");
    share.sendKeys("12.5");
    browser.sees("Production keeps 87.5 %.");
    browser.press("Save traffic");
    browser.see("//td[.='12.5 %']");

    browser.press("Delete canary");
    assertThat(browser.button("Delete").isEnabled()).isFalse();
    browser.see("dialog input").sendKeys("canary");
    browser.look("11-delete");
    browser.press("Delete");
    browser.see("//span[contains(@class, 'badge') and .='completed']");
    assertThat(server.get("/api/v1/apps/shop/slots/canary").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("what a connection string connects to is changed with its value, and only then")
  void connectionString_isEditedWhole() {
    shop();
    String settings = "/api/v1/apps/shop/slots/staging/settings";
    server.patch(
        settings,
        "{\"set\":[{\"category\":\"CONNECTION_STRING\",\"name\":\"MAIN\",\"value\":\""
            + SECRET
            + "\",\"connectionType\":\"MYSQL\"}]}");
    signIn(server.owner());
    open("/apps/shop/slots/staging");
    browser.press("Edit DATABASE");
    browser.field("Value");
    assertThat(browser.has("//div[@hidden]/label[.='Connects to']")).isTrue();
    browser.press("Cancel");

    browser.press("Edit MAIN");
    WebElement type = browser.field("Connects to");
    assertThat(type.getDomProperty("value")).isEqualTo("MYSQL");
    assertThat(type.isEnabled()).isFalse();
    assertThat(browser.source()).doesNotContain(SECRET);
    browser.look("18-connection-string");
    browser.field("Slot setting: the value stays with this slot in a swap").click();
    browser.press("Save");
    browser.sees("MAIN was saved");
    assertThat(main(settings)).isEqualTo("MYSQL " + SECRET + " true");

    browser.press("Edit MAIN");
    browser.field("Leave the value as it is").click();
    assertThat(browser.field("Value").getDomProperty("value")).isEmpty();
    browser.field("Value").sendKeys("other");
    browser.choose("Connects to", "postgresql");
    browser.press("Save");
    browser.see("//td[contains(., 'postgresql')]");
    assertThat(main(settings)).isEqualTo("POSTGRESQL other true");
  }

  private String main(String settings) {
    for (JsonNode it : server.get(settings + "?values=true").json().path("settings")) {
      if (it.path("name").asText().equals("MAIN")) {
        return it.path("connectionType").asText()
            + " "
            + it.path("value").asText()
            + " "
            + it.path("slotSetting").asText();
      }
    }
    throw new AssertionError("there is no MAIN");
  }

  @Test
  @DisplayName("what the server refuses is told with the rule and what would be accepted")
  void refusal_isTold() {
    shop();
    assertThat(server.post("/api/v1/apps/shop/slots/production/stop", "").status()).isEqualTo(200);
    signIn(server.owner());
    open("/apps/shop");

    browser.press("Swap staging");

    browser.sees("It would be refused");
    browser.sees("start it first");
    assertThat(browser.button("Swap").isEnabled()).isFalse();
    browser.look("12-refused");
  }

  @Test
  @DisplayName("who may only look is offered nothing else")
  void reader_looks() {
    shop();
    set("staging", "PASSWORD", SECRET);
    signIn(server.token(Role.READER));
    open("/apps/shop");
    browser.sees("shop-staging.localhost");

    assertThat(browser.has("//main//button")).isFalse();
    open("/apps/shop/slots/staging");
    browser.sees("PASSWORD");
    assertThat(browser.has("//main//button")).isFalse();
    assertThat(browser.source()).doesNotContain(SECRET);
    browser.look("13-reader");
  }

  @Test
  @DisplayName("it is used by keyboard alone: skip link, dialog, escape, focus back")
  void keyboard() {
    shop();
    signIn(server.owner());
    browser.open(server.address() + "/console/?anew");
    browser.sees("All apps");
    browser.see("body").sendKeys(Keys.TAB);
    assertThat(browser.focused().getText()).isEqualTo("Skip to content");

    open("/apps/shop");
    browser.sees("shop-staging.localhost");
    WebElement add = browser.button("Add slot");
    add.sendKeys(Keys.ENTER);
    browser.see("dialog[open]");
    assertThat(browser.focused().getTagName()).isEqualTo("input");
    browser.focused().sendKeys(Keys.ESCAPE);

    assertThat(browser.has("dialog[open]")).isFalse();
    assertThat(browser.focused()).isEqualTo(add);
  }

  @Test
  @DisplayName("it is read on a phone, and in the dark")
  void phoneAndDark() {
    shop();
    signIn(server.owner());
    browser.dark(true);
    open("/apps/shop");
    browser.sees("shop-staging.localhost");
    browser.look("14-dark");
    browser.size(390, 844);
    browser.look("15-phone-dark");
    browser.dark(false);
    browser.look("16-phone");
    open("/apps/shop/slots/staging");
    browser.sees("DATABASE");
    browser.look("17-phone-slot");
  }

  @Test
  @DisplayName("a session goes on when the page is loaded anew, and ends when it is signed out")
  void session_survivesReload() {
    signIn(server.owner());
    browser.open(server.address() + "/console/");
    browser.sees("Sign out");
    browser.press("Sign out");
    browser.field("Token");
    browser.open(server.address() + "/console/");
    assertThat(browser.field("Token").isDisplayed()).isTrue();
  }
}
