package io.baton;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium without a window, one for all tests of a class. Where the machine has none, the class is skipped and
 * says why; nothing is ever downloaded. When a test fails, its message names a picture of what was on the screen.
 */
class Browser implements ExecutionCondition, TestExecutionExceptionHandler, AfterAllCallback {

    /** Generous: what is waited for comes at once on a machine that has nothing else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path PICTURES = Path.of("target", "browser");

    private ChromeDriver driver;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (chromium().isEmpty()) {
            return ConditionEvaluationResult.disabled("No Chromium here: install it, or name it in CHROME_BIN");
        }
        if (chromedriver().isEmpty()) {
            return ConditionEvaluationResult.disabled("No chromedriver here: install it, or name it in CHROMEDRIVER");
        }
        return ConditionEvaluationResult.enabled("Chromium and its driver are here");
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (driver == null) {
            throw failure;
        }
        throw new AssertionError(failure.getMessage() + "\nOn the screen: " + picture(context), failure);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (driver != null) {
            driver.quit();
            driver = null;
        }
    }

    /** Opens an address; whoever was signed in still is. */
    void open(String url) {
        driver().get("about:blank");
        driver().get(url);
    }

    /** Forgets who was signed in, and every draft of a form. */
    void forget(String origin) {
        driver().get("about:blank");
        driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver().executeCdpCommand(
                        "Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "local_storage"));
    }

    /** Waits until there is such an element that a person can see. */
    WebElement see(By what) {
        return until(
                "see " + what,
                () -> driver().findElements(what).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    List<WebElement> all(By what) {
        return driver().findElements(what);
    }

    boolean shows(By what) {
        return driver().findElements(what).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Waits for an element and clicks it as soon as nothing lies upon it. */
    void click(By what) {
        until("click " + what, () -> {
            WebElement seen = see(what);
            // The web apps keep a bar at the foot of the page, under which an element that just scrolled in lies.
            script("arguments[0].scrollIntoView({block: 'center'})", seen);
            seen.click();
            return true;
        });
    }

    /** Replaces what an input holds by what is typed, once more where the page took the focus away meanwhile. */
    void type(By input, String text) {
        until("type '" + text + "' into " + input, () -> {
            WebElement field = see(input);
            field.clear();
            field.sendKeys(text);
            return holds(input, text);
        });
    }

    boolean holds(By input, String text) {
        return text.equals(see(input).getDomProperty("value"));
    }

    void press(By where, Keys key) {
        see(where).sendKeys(key);
    }

    Object script(String script, Object... arguments) {
        return driver().executeScript(script, arguments);
    }

    /**
     * Waits until something is there: neither null nor false. The page may redraw or cover what is being looked at, at any
     * moment: then the look is taken anew.
     */
    <T> T until(String what, Supplier<T> look) {
        try {
            return new WebDriverWait(driver(), PATIENCE, Duration.ofMillis(100))
                    .ignoreAll(List.of(
                            StaleElementReferenceException.class,
                            NoSuchElementException.class,
                            ElementNotInteractableException.class))
                    .until(anyDriver -> look.get());
        } catch (TimeoutException e) {
            throw new AssertionError("Waited in vain to " + what, e);
        }
    }

    private ChromeDriver driver() {
        if (driver == null) {
            ChromeOptions options = new ChromeOptions();
            options.setBinary(chromium().orElseThrow());
            options.addArguments(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    "--lang=en-US",
                    "--window-size=1500,1100");
            options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en-US"));
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(chromedriver().orElseThrow())
                    .usingAnyFreePort()
                    .build();
            driver = new ChromeDriver(service, options);
        }
        return driver;
    }

    private Path picture(ExtensionContext context) throws IOException {
        Files.createDirectories(PICTURES);
        String name = context.getRequiredTestMethod().getName() + "-"
                + Integer.toHexString(context.getUniqueId().hashCode());
        Path picture = PICTURES.resolve(name.toLowerCase(Locale.ROOT) + ".png");
        return Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
    }

    private static Optional<File> chromium() {
        return installed("CHROME_BIN", "/usr/bin/chromium", "/usr/bin/google-chrome");
    }

    private static Optional<File> chromedriver() {
        return installed("CHROMEDRIVER", "/usr/bin/chromedriver");
    }

    /** The program that a variable names, or else the first that stands in a usual place. */
    private static Optional<File> installed(String variable, String... places) {
        String named = System.getenv(variable);
        return Stream.of(named == null ? places : new String[] {named})
                .map(File::new)
                .filter(File::canExecute)
                .findFirst();
    }
}
