package io.baton;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a person does in the web apps with mouse and keyboard, named as the person would name it. */
class Tasklist {

    private static final By USER = By.cssSelector("form[name=signinForm] input[type=text]");
    private static final By PASSWORD = By.cssSelector("form[name=signinForm] input[type=password]");
    private static final By OPEN_FORM = By.cssSelector(".task-card .fjs-form");
    private static final By COMPLETE = By.cssSelector(".task-card .form-actions .btn-primary");
    private static final By PROBLEM = By.cssSelector(".page-notifications .alert-danger");
    private static final By CARDS = By.cssSelector("ol.tasks-list > li");
    private static final DateTimeFormatter AS_TYPED = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ENGLISH);

    private final Browser browser;
    private final Rest rest;
    private @Nullable String person;

    Tasklist(Browser browser, Rest rest) {
        this.browser = browser;
        this.rest = rest;
    }

    /** One task in the list. */
    record Card(String task, String customer, String stage, String due) {}

    /** Signs a person in to an app, unless it is signed in already. */
    void signIn(String app, String user) {
        if (user.equals(person)) {
            browser.open(address(app));
        } else {
            tryToSignIn(app, user, user);
        }
        browser.see(By.cssSelector("[cam-widget-header] .glyphicon-user"));
        person = user;
    }

    /** Fills in the sign-in form of an app and sends it. */
    void tryToSignIn(String app, String user, String password) {
        person = null;
        browser.forget(rest.uri("").toString());
        browser.open(address(app));
        browser.until("fill in the sign-in form", () -> {
            browser.type(USER, user);
            browser.type(PASSWORD, password);
            return browser.holds(USER, user);
        });
        browser.press(PASSWORD, Keys.ENTER);
    }

    List<String> filters() {
        browser.see(By.cssSelector(".task-filter"));
        return browser.all(By.cssSelector(".task-filter h4.name a")).stream()
                .map(WebElement::getText)
                .map(name -> name.replaceAll("\\s*\\d*$", ""))
                .toList();
    }

    /** Chooses a filter; its list may come a moment later. */
    void choose(String filter) {
        browser.click(By.xpath(
                "//div[contains(@class,'task-filter')]//h4//a[starts-with(normalize-space()," + quoted(filter) + ")]"));
        browser.until(
                "have " + filter + " chosen",
                () -> browser.see(By.cssSelector(".task-filter.active h4.name"))
                        .getText()
                        .startsWith(filter));
    }

    /** The cards that are on the screen. */
    List<Card> cards() {
        return browser.until(
                "read the cards",
                () -> browser.all(CARDS).stream()
                        .map(card -> {
                            List<String> values = card.findElements(By.cssSelector(".variable-value")).stream()
                                    .map(WebElement::getText)
                                    .toList();
                            return new Card(
                                    card.findElement(By.cssSelector("h4.task")).getText(),
                                    values.get(0),
                                    values.get(1),
                                    card.findElement(By.cssSelector(".due-date"))
                                            .getText());
                        })
                        .toList());
    }

    /** Opens a customer's task from the list of a filter, on whichever page of it the card is. */
    void open(String filter, String task, String customer) {
        choose(filter);
        browser.until("find '" + task + "' of " + customer + " in " + filter, () -> {
            for (WebElement card : browser.all(CARDS)) {
                if (card.getText().contains(customer)
                        && card.findElement(By.cssSelector("h4.task")).getText().equals(task)) {
                    card.findElement(By.cssSelector("h4.task a")).click();
                    return true;
                }
            }
            turnThePage();
            return null;
        });
        browser.until(
                "open '" + task + "'",
                () -> browser.see(By.cssSelector(".task-card h2.task"))
                                .getText()
                                .equals(task)
                        && browser.see(OPEN_FORM).getText().contains(customer));
    }

    private void turnThePage() {
        List<WebElement> next = browser.all(By.cssSelector(".tasks-list .pagination-next:not(.disabled) a"));
        List<WebElement> first = browser.all(By.cssSelector(".tasks-list .pagination-first:not(.disabled) a"));
        Stream.concat(next.stream(), first.stream())
                .filter(WebElement::isDisplayed)
                .findFirst()
                .ifPresent(WebElement::click);
    }

    void claim() {
        browser.click(By.cssSelector(".task-card button.claim"));
        browser.see(By.cssSelector(".task-card button.unclaim"));
    }

    /** All text of the open form. */
    String form() {
        return browser.see(OPEN_FORM).getText();
    }

    /** Chooses a radio button or ticks a checkbox. */
    void tick(String label) {
        browser.click(By.xpath("//label[.//input and normalize-space()=" + quoted(label) + "]/input"));
    }

    void type(String label, String text) {
        browser.type(field(label, "//*[self::input or self::textarea]"), text);
    }

    void type(String label, LocalDate date) {
        By field = field(label, "//input[contains(@class,'flatpickr-input')]");
        browser.type(field, AS_TYPED.format(date));
        browser.press(field, Keys.ENTER);
        browser.press(field, Keys.TAB);
    }

    /** What a select field shows as chosen. */
    String chosen(String label) {
        return browser.see(field(label, "//*[contains(@class,'fjs-select-display')]"))
                .getText();
    }

    /** What a select field offers. */
    List<String> offers(String label) {
        browser.click(field(label, "//*[contains(@class,'fjs-input-group')]"));
        browser.see(field(label, "//*[contains(@class,'fjs-dropdownlist-item')]"));
        return browser.all(field(label, "//*[contains(@class,'fjs-dropdownlist-item')]")).stream()
                .map(WebElement::getText)
                .toList();
    }

    void pick(String label, String option) {
        if (!offers(label).contains(option)) {
            throw new AssertionError("'" + label + "' does not offer '" + option + "'");
        }
        browser.click(field(
                label, "//*[contains(@class,'fjs-dropdownlist-item') and normalize-space()=" + quoted(option) + "]"));
    }

    /** Completes the open task, which then leaves the screen. */
    void complete() {
        // By key: taking the focus can move a long form under the mouse, and then the click goes astray.
        browser.until(
                "be able to complete the task", () -> browser.see(COMPLETE).isEnabled() ? true : null);
        browser.press(COMPLETE, Keys.ENTER);
        browser.until("have the task completed", () -> {
            if (browser.shows(PROBLEM)) {
                throw new AssertionError("Refused: " + browser.see(PROBLEM).getText());
            }
            return browser.shows(OPEN_FORM) ? null : true;
        });
    }

    /** Tries to complete the open task, and reads why it is refused. */
    String refusal() {
        browser.click(COMPLETE);
        String sentence = browser.see(By.cssSelector(".page-notifications .alert-danger .message"))
                .getText();
        browser.click(By.cssSelector(".page-notifications .alert-danger .close"));
        browser.until("see the notice go", () -> browser.shows(PROBLEM) ? null : true);
        return sentence;
    }

    /** Starts what the menu offers under a name, with the answers in its form. */
    void start(String name, Runnable answers) {
        browser.click(By.cssSelector(".start-process-action a"));
        By process = By.xpath("//ul[@class='processes']//a[normalize-space()=" + quoted(name) + "]");
        browser.until("see the form of " + name, () -> {
            // While the dialog slides in, a click goes astray.
            if (browser.shows(process)) {
                browser.click(process);
            }
            return browser.shows(By.cssSelector(".modal-content .fjs-form")) ? true : null;
        });
        answers.run();
        browser.click(By.cssSelector(".modal-footer .btn-primary"));
        browser.until(
                "have " + name + " started",
                () -> browser.all(By.cssSelector(".modal-content")).isEmpty() ? true : null);
    }

    private static By field(String label, String inside) {
        return By.xpath("//div[contains(@class,'fjs-form-field')][.//label[starts-with(normalize-space(),"
                + quoted(label) + ")]]" + inside);
    }

    private String address(String app) {
        return rest.uri("/camunda/app/" + app + "/default/").toString();
    }

    private static String quoted(String text) {
        return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
    }
}
