package io.baton.lead.form;

import io.baton.api.Refusal.FieldProblem;
import io.baton.api.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StreamUtils;
import org.springframework.web.util.HtmlUtils;

/** Writes the form, its thanks and its refusals as pages that need nothing but themselves. */
final class LeadFormPage {

    private static final String STYLE = style();
    private static final List<Locale> COUNTRIES = Arrays.stream(Locale.getISOCountries())
            .map(code -> new Locale.Builder().setRegion(code).build())
            .sorted(Comparator.comparing(it -> it.getDisplayCountry(Locale.ENGLISH)))
            .toList();

    private LeadFormPage() {}

    /** What lets a browser take the page's own style and nothing else. */
    static String styleSource() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * The form.
     *
     * @param typed what was typed already, by field
     * @param wrong what is wrong, by field; empty where it is opened for the first time
     * @param opened the word that says when it was opened
     */
    static String form(Map<String, String> typed, List<FieldProblem> wrong, String opened) {
        return page(
                "Get in touch",
                "<p>Tell us who you are and what you need, and somebody of our team gets back to you.</p>\n"
                        + summary(wrong)
                        + "<form method=\"post\" action=\"/lead-form\" novalidate>\n"
                        + input("company", "Company", "organization", true, typed, wrong)
                        + input("name", "Your name", "name", true, typed, wrong)
                        + input("email", "Email <span>(or phone)</span>", "email", false, typed, wrong)
                        + input("phone", "Phone <span>(or email)</span>", "tel", false, typed, wrong)
                        + countries(typed, wrong)
                        + input("product", "What is it about?", "off", false, typed, wrong)
                        + message(typed, wrong)
                        + hidden("source", typed)
                        + hidden("campaign", typed)
                        + "<input type=\"hidden\" name=\"opened\" value=\"" + text(opened) + "\">\n"
                        + "<p class=\"trap\" aria-hidden=\"true\"><label for=\"website\">Leave this empty</label>"
                        + "<input id=\"website\" name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></p>\n"
                        + "<button type=\"submit\">Send</button>\n</form>\n");
    }

    /** Says what comes next. */
    static String thanks(@Nullable String within) {
        return page(
                "Thank you",
                "<p>We have your message.</p>\n<p>What comes next: somebody of our team reads it and answers you "
                        + (within == null ? "as soon as we can" : "within " + text(within))
                        + ", at the address or number you gave.</p>\n");
    }

    /** Says that it is enough for now. */
    static String tooMany(long seconds) {
        String wait = seconds < 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
        return page(
                "Please try again later",
                "<p>More messages came in a short time than we take. Nothing of yours was stored; please send it again in "
                        + wait + ".</p>\n");
    }

    /** Says that the team does without the form. */
    static String closed() {
        return page("No form here", "<p>This page is not in use.</p>\n");
    }

    private static String summary(List<FieldProblem> wrong) {
        return wrong.isEmpty()
                ? ""
                : "<div class=\"summary\" role=\"alert\"><p>Please look at this again:</p>\n<ul>\n"
                        + wrong.stream()
                                .map(it -> "<li><a href=\"#" + text(it.field()) + "\">" + text(it.reason())
                                        + "</a></li>\n")
                                .collect(Collectors.joining())
                        + "</ul></div>\n";
    }

    private static String input(
            String field,
            String label,
            String complete,
            boolean needed,
            Map<String, String> typed,
            List<FieldProblem> wrong) {
        String type = field.equals("email") ? "email" : field.equals("phone") ? "tel" : "text";
        return "<label for=\"" + field + "\">" + label + (needed ? " *" : "") + "</label>\n<input id=\"" + field
                + "\" name=\"" + field + "\" type=\"" + type + "\" maxlength=\"" + Texts.SHORT + "\" autocomplete=\""
                + complete + "\"" + (needed ? " required" : "") + invalid(field, wrong) + " value=\""
                + text(typed.getOrDefault(field, "")) + "\">\n" + reason(field, wrong);
    }

    private static String countries(Map<String, String> typed, List<FieldProblem> wrong) {
        String chosen = typed.getOrDefault("region", "").strip().toUpperCase(Locale.ROOT);
        return "<label for=\"region\">Country</label>\n<select id=\"region\" name=\"region\" autocomplete=\"country\""
                + invalid("region", wrong) + ">\n<option value=\"\"></option>\n"
                + COUNTRIES.stream()
                        .map(it -> "<option value=\"" + it.getCountry() + "\""
                                + (it.getCountry().equals(chosen) ? " selected" : "") + ">"
                                + text(it.getDisplayCountry(Locale.ENGLISH)) + "</option>\n")
                        .collect(Collectors.joining())
                + "</select>\n" + reason("region", wrong);
    }

    private static String message(Map<String, String> typed, List<FieldProblem> wrong) {
        // A browser leaves out the first line break of the element.
        return "<label for=\"message\">Your message</label>\n<textarea id=\"message\" name=\"message\" maxlength=\""
                + Texts.LONG + "\"" + invalid("message", wrong) + ">\n"
                + text(typed.getOrDefault("message", "")) + "</textarea>\n" + reason("message", wrong);
    }

    private static String hidden(String field, Map<String, String> typed) {
        String value = typed.get(field);
        return value == null || value.isBlank()
                ? ""
                : "<input type=\"hidden\" name=\"" + field + "\" value=\"" + text(value) + "\">\n";
    }

    private static String invalid(String field, List<FieldProblem> wrong) {
        return wrong.stream().anyMatch(it -> it.field().equals(field))
                ? " aria-invalid=\"true\" aria-describedby=\"" + field + "-wrong\""
                : "";
    }

    private static String reason(String field, List<FieldProblem> wrong) {
        String reasons = wrong.stream()
                .filter(it -> it.field().equals(field))
                .map(it -> text(it.reason()))
                .collect(Collectors.joining(" "));
        return reasons.isEmpty() ? "" : "<p class=\"wrong\" id=\"" + field + "-wrong\">" + reasons + "</p>\n";
    }

    private static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>%2$s</style>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                %3$s</main>
                </body>
                </html>
                """.formatted(text(title), STYLE, body);
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String style() {
        try (var css = new ClassPathResource("lead-form.css", LeadFormPage.class).getInputStream()) {
            return StreamUtils.copyToString(css, StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
