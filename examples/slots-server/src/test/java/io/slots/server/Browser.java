package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser, without a window. What it showed is kept in {@code target/console}. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path PICTURES = Path.of("target", "console");

  private final ChromeDriver driver;
  private final String axe;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
    this.axe = axe();
  }

  /** Starts one; where there is none the test is skipped. */
  static Browser start() {
    Optional<File> chromium = find("chromium");
    Optional<File> chromedriver = find("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "the console is tested in a real browser: install chromium and chromium-driver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-GB",
        "--window-size=1200,900");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<File> find(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(it -> new File(it, program))
        .filter(File::canExecute)
        .findFirst();
  }

  private static String axe() {
    try (InputStream script =
        Browser.class.getResourceAsStream(
            "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe-core is not among the tests' dependencies");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open(String address) {
    driver.get(address);
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** The element that an XPath or, if it does not begin with a slash, a CSS selector finds. */
  WebElement see(String selector) {
    By by = selector.startsWith("/") ? By.xpath(selector) : By.cssSelector(selector);
    // What is drawn anew while it is looked at is looked for again.
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .until(
            it ->
                it.findElements(by).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElse(null));
  }

  boolean has(String selector) {
    By by = selector.startsWith("/") ? By.xpath(selector) : By.cssSelector(selector);
    return !driver.findElements(by).isEmpty();
  }

  /** The button with that label, in the dialog if one is open. */
  WebElement button(String label) {
    String where = has("dialog[open]") ? "//dialog" : "";
    return see(
        where + "//button[normalize-space()='" + label + "' or @aria-label='" + label + "']");
  }

  void press(String label) {
    click(() -> button(label));
  }

  /** Goes where a link with that text leads. */
  void follow(String link) {
    click(() -> see("//a[normalize-space()='" + link + "']"));
  }

  private void click(Supplier<WebElement> what) {
    boolean unused =
        new WebDriverWait(driver, PATIENCE)
            .ignoring(StaleElementReferenceException.class)
            .until(
                it -> {
                  what.get().click();
                  return true;
                });
  }

  /** The input, select or box with that label. */
  WebElement field(String label) {
    WebElement found = see("//label[normalize-space()=\"" + label + "\"]");
    String id = found.getDomAttribute("for");
    return id == null ? found.findElement(By.tagName("input")) : see("#" + id);
  }

  void choose(String label, String option) {
    field(label).findElement(By.xpath("./option[normalize-space()='" + option + "']")).click();
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  String text() {
    return see("body").getText();
  }

  /** All of the page as it is now, with what is not shown. */
  String source() {
    return String.valueOf(driver.executeScript("return document.documentElement.outerHTML"));
  }

  /** Waits until the page says that. */
  void sees(String text) {
    assertThat(see("//body[contains(normalize-space(.), \"" + text + "\")]")).isNotNull();
  }

  /** Keeps a picture, and finds nothing that a screen reader or a bad eye would stumble over. */
  void look(String name) {
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    driver.executeScript(axe);
    Object violations =
        driver.executeAsyncScript(
            "const done = arguments[0];"
                + "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})"
                + ".then(it => done(it.violations.map(v => v.id + ' ' + v.help + ' '"
                + " + v.nodes.map(n => n.html).join(' '))))"
                + ".catch(e => done(['axe failed: ' + e]));");
    assertThat((List<?>) violations).as("accessibility of " + name).isEmpty();
  }

  /** What the browser has complained of, but for what the server has refused on purpose. */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(it -> it.getLevel() + " " + it.getMessage())
        .filter(it -> it.startsWith("SEVERE"))
        .filter(it -> !it.contains("the server responded with a status of"))
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
