package io.baton.deadline;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The public holidays of a country or of a part of it, as the library Jollyday knows them, each on its own date and on the
 * day on which it is kept instead.
 */
public final class CountryHolidays implements PublicHolidays {

    /** Far more than anybody agrees dates for, and few enough to be remembered for ever. */
    private static final int FIRST_YEAR = 1970;

    private static final int LAST_YEAR = 2200;

    private static final Map<String, CountryHolidays> KNOWN = new ConcurrentHashMap<>();

    private final HolidayManager country;
    private final String[] parts;
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    private CountryHolidays(HolidayManager country, String... parts) {
        this.country = country;
        this.parts = parts;
    }

    /**
     * Finds the holidays of a country ({@code DE}) or a part of it ({@code DE-BY}, {@code US-CA}), by their ISO codes.
     *
     * @throws IllegalArgumentException where no holidays of it are known; the message says which parts there are
     */
    public static CountryHolidays of(String code) {
        // Only what is found is remembered, so that there are no more than there are parts of countries.
        String key = code.strip().toUpperCase(Locale.ROOT);
        CountryHolidays known = KNOWN.get(key);
        if (known == null) {
            known = find(code, key.split("-", -1));
            KNOWN.put(key, known);
        }
        return known;
    }

    private static CountryHolidays find(String code, String... names) {
        if (!HolidayManager.getSupportedCalendarCodes().contains(names[0])) {
            throw new IllegalArgumentException("no public holidays are known for '" + code
                    + "'; give a country such as DE, a part of one such as DE-BY, or nothing");
        }
        HolidayManager country =
                HolidayManager.getInstance(ManagerParameters.create(names[0].toLowerCase(Locale.ROOT)));
        String[] parts = Arrays.stream(names)
                .skip(1)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        CalendarHierarchy here = country.getCalendarHierarchy();
        for (String part : parts) {
            Map<String, CalendarHierarchy> children = here.getChildren();
            if (!children.containsKey(part)) {
                throw new IllegalArgumentException("no public holidays are known for '" + code + "'; "
                        + (children.isEmpty()
                                ? "there are no smaller parts"
                                : "there are the parts "
                                        + String.join(", ", new TreeSet<>(children.keySet()))
                                                .toUpperCase(Locale.ROOT)));
            }
            here = children.get(part);
        }
        return new CountryHolidays(country, parts);
    }

    @Override
    public boolean includes(LocalDate date) {
        int year = date.getYear();
        return year >= FIRST_YEAR
                && year <= LAST_YEAR
                && years.computeIfAbsent(year, this::inYear).contains(date);
    }

    /** New Year's Day of 2028 is a Saturday and kept on the Friday before, so the neighbouring years count, too. */
    private Set<LocalDate> inYear(int year) {
        return IntStream.rangeClosed(year - 1, year + 1)
                .mapToObj(Year::of)
                .flatMap(near -> country.getHolidays(near, HolidayType.PUBLIC_HOLIDAY, parts).stream())
                .flatMap(CountryHolidays::days)
                .filter(day -> day.getYear() == year)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<LocalDate> days(Holiday holiday) {
        return Stream.concat(Stream.of(holiday.getActualDate()), holiday.getObservedDate().stream());
    }
}
