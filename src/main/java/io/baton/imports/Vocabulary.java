package io.baton.imports;

import io.baton.customer.Custody;
import io.baton.customer.Playbooks;
import io.baton.customer.Stage;
import io.baton.engine.People;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What words in a file can mean here and now: looked up once for many rows. */
final class Vocabulary {

    private static final Map<String, String> COUNTRIES = countries();
    private static final Map<String, String> LANGUAGES = languages();

    private final Map<String, ImportTables.StageName> stages;
    private final Set<String> sources;
    private final Map<String, String> playbookIds = new HashMap<>();
    private final Playbooks playbooks;
    private final Custody custody;
    private final Map<String, String> peopleByName;
    private final People people;
    private final Map<String, List<String>> hats = new HashMap<>();
    private final LocalDate today;

    Vocabulary(ImportTables tables, Playbooks playbooks, Custody custody, People people, LocalDate today) {
        stages = tables.stages();
        sources = new HashSet<>(tables.sources());
        playbooks.options().forEach(it -> {
            playbookIds.put(Words.plain(it.label()), it.value());
            playbookIds.put(Words.plain(it.value()), it.value());
        });
        this.playbooks = playbooks;
        this.custody = custody;
        peopleByName = people.byAnyName();
        this.people = people;
        this.today = today;
    }

    LocalDate today() {
        return today;
    }

    ImportTables.@Nullable StageName stage(String word) {
        return stages.get(Words.plain(word));
    }

    Set<String> sources() {
        return sources;
    }

    @Nullable
    String source(String word) {
        String meant = word.strip().toLowerCase(Locale.ROOT);
        return sources.contains(meant) ? meant : null;
    }

    /** The ids of all playbooks. */
    List<String> playbooks() {
        return playbooks.known();
    }

    /** The user names of everybody who has an account. */
    List<String> persons() {
        return peopleByName.values().stream().distinct().sorted().toList();
    }

    @Nullable
    String playbook(String word) {
        return playbookIds.get(Words.plain(word));
    }

    String choosePlaybook(String source, @Nullable String product, @Nullable String region) {
        return playbooks.choose(source, product, region);
    }

    boolean uses(String playbook, Stage stage) {
        return custody.uses(playbook, stage);
    }

    /** The window that a due date in the stage is agreed for, or null where nothing is due any more. */
    @Nullable
    String window(Stage stage) {
        ImportTables.StageName name = stage(stage.id());
        return name == null ? null : name.window();
    }

    List<String> hatsFor(String playbook, Stage stage) {
        return custody.of(playbook, stage).completers();
    }

    @Nullable
    String person(String word) {
        return peopleByName.get(word.strip().toLowerCase(Locale.ROOT));
    }

    boolean wearsOneOf(String person, List<String> wanted) {
        return hats.computeIfAbsent(person, people::hatsOf).stream().anyMatch(wanted::contains);
    }

    static @Nullable String country(String word) {
        return COUNTRIES.get(Words.plain(word));
    }

    static @Nullable String language(String word) {
        return LANGUAGES.get(Words.plain(word));
    }

    private static Map<String, String> countries() {
        Map<String, String> known = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            known.put(Words.plain(country.getDisplayCountry(Locale.ENGLISH)), code);
            known.put(Words.plain(country.getDisplayCountry(Locale.GERMAN)), code);
            known.put(Words.plain(code), code);
        }
        known.put("usa", "US");
        known.put("uk", "GB");
        return known;
    }

    private static Map<String, String> languages() {
        Map<String, String> known = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = new Locale.Builder().setLanguage(code).build();
            known.put(Words.plain(language.getDisplayLanguage(Locale.ENGLISH)), code);
            known.put(Words.plain(language.getDisplayLanguage(Locale.GERMAN)), code);
            known.put(code, code);
        }
        return known;
    }

    /** So that a mistake can be mended by who reads about it. */
    static String known(Set<String> words) {
        List<String> sorted = new ArrayList<>(words);
        sorted.sort(null);
        return String.join(", ", sorted);
    }
}
