package io.baton;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium and what a person does in it: look for words, click, type. */
final class Browser implements AutoCloseable {

    /** A page may take long on a busy machine; a test waits for what it expects and no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path PICTURES = Path.of("target", "browser");

    private final ChromeDriver chromium;
    private final String url;

    private Browser(ChromeDriver chromium, String url) {
        this.chromium = chromium;
        this.url = url;
    }

    /** Opens a browser with a profile of its own; skips the test, with the reason, where none is installed. */
    static Browser open(String url) {
        Optional<String> chromium = installed("CHROME_BIN", "/usr/bin/chromium", "/usr/bin/google-chrome");
        Optional<String> driver = installed("CHROMEDRIVER", "/usr/bin/chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "Chromium or its driver is not installed (Debian: chromium, chromium-driver), so nobody clicked");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US",
                "--window-size=1500,1000",
                "--user-data-dir=" + FreshData.create().resolve("chromium"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(driver.orElseThrow()))
                .build();
        return new Browser(new ChromeDriver(service, options), url);
    }

    private static Optional<String> installed(String variable, String... places) {
        return Stream.concat(Stream.ofNullable(System.getenv(variable)), Stream.of(places))
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
    }

    void goTo(String path) {
        chromium.get(url + path);
    }

    /** Signs in on the page that is open. */
    void signIn(String user, String password) {
        type(By.cssSelector("input[type=text]"), user);
        type(By.cssSelector("input[type=password]"), password);
        click(By.cssSelector("button[type=submit]"));
    }

    /** Opens a page anew with nobody signed in. */
    void forgetWhoSignedIn() {
        chromium.manage().deleteAllCookies();
        chromium.get("about:blank");
    }

    /** Waits until the page shows the words. */
    void see(String words) {
        waitFor("the words '" + words + "'", () -> text().contains(words));
    }

    /** Waits until something is there and shown. */
    WebElement see(By place) {
        waitFor(place.toString(), () -> shown(place).isPresent());
        return shown(place).orElseThrow();
    }

    /** Waits until something is no longer there. */
    void seeNoMore(By place) {
        waitFor("no " + place, () -> shown(place).isEmpty());
    }

    boolean shows(By place) {
        return shown(place).isPresent();
    }

    String text() {
        return chromium.findElement(By.tagName("body")).getText();
    }

    void click(By place) {
        waitFor("a click on " + place, () -> {
            Optional<WebElement> target = shown(place).filter(WebElement::isEnabled);
            target.ifPresent(WebElement::click);
            return target.isPresent();
        });
    }

    /** Clicks a link or button by its words. */
    void click(String words) {
        click(By.xpath("//*[self::a or self::button][contains(normalize-space(.), '%s')]".formatted(words)));
    }

    void type(By place, String text) {
        WebElement field = see(place);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses a radio button or ticks a checkbox of a form, by its label. */
    void choose(String label) {
        click(By.xpath("//*[contains(@class,'fjs-form')]//label[contains(normalize-space(.), '%s')]".formatted(label)));
    }

    /** Types into a field of a form, by its label. */
    void fill(String label, String text) {
        type(field(label, "input[not(@type='radio') and not(@type='checkbox')]|//textarea"), text);
    }

    /** Types a date into the form's date field that is shown. */
    void fillDate(LocalDate date) {
        WebElement field = see(By.cssSelector(".fjs-form-field-datetime input"));
        field.click();
        field.sendKeys(date.format(DateTimeFormatter.ofPattern("MM/dd/yyyy")), Keys.ENTER, Keys.TAB);
    }

    private static By field(String label, String kinds) {
        String box = "//*[contains(@class,'fjs-form-field')][.//label[starts-with(normalize-space(.), '%s')]]"
                .formatted(label);
        return By.xpath(Stream.of(kinds.split("\\|//"))
                .map(kind -> box + "//" + kind)
                .reduce((one, other) -> one + " | " + other)
                .orElseThrow());
    }

    private Optional<WebElement> shown(By place) {
        List<WebElement> found = chromium.findElements(place);
        return found.stream().filter(WebElement::isDisplayed).findFirst();
    }

    private void waitFor(String what, java.util.function.BooleanSupplier condition) {
        new WebDriverWait(chromium, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .ignoring(ElementClickInterceptedException.class)
                .withMessage(
                        () -> "waiting for " + what + "; the page is shown in " + picture() + " and says:\n" + text())
                .until(browser -> condition.getAsBoolean());
    }

    /** Saves a picture of the page. */
    Path picture() {
        try {
            Files.createDirectories(PICTURES);
            Path picture = PICTURES.resolve("page-" + System.nanoTime() + ".png");
            Files.write(picture, chromium.getScreenshotAs(OutputType.BYTES));
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        chromium.quit();
    }
}
