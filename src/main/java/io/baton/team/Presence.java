package io.baton.team;

import io.baton.customer.CustomerReader;
import io.baton.customer.StandIns;
import io.baton.engine.People;
import io.baton.engine.TeamZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is here, who stands in, and who can take more. It is asked for every new task: whether somebody is away is one look
 * into an index, and the whole chain of backups is one more.
 */
@Service
@Transactional(readOnly = true)
public class Presence implements StandIns {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    /** Who stands in for the last one of a chain, and is not in it yet. */
    private static final String BACKUP = """
            from chain
            cross join lateral (
                select coalesce(
                           (select a.backup from absence a
                             where a.person = chain.person and a.cancelled_at is null
                               and a.until_at > :at and a.from_at <= :at),
                           (select m.backup from team_member m where m.person = chain.person)) as backup) next
            where next.backup <> all (chain.seen)
            """;

    /** Whether somebody in a chain is here. */
    private static final String IS_HERE = """
            not exists (select from absence a
                         where a.person = chain.person and a.cancelled_at is null
                           and a.until_at > :at and a.from_at <= :at)
            """;

    /** The chain of backups behind a person in its order, without the person; nobody is in it twice, so it ends. */
    private static final String PRESENT_BACKUPS = """
            with recursive chain as (
                select cast(:person as text) as person, 0 as place, array[cast(:person as text)] as seen
                union all
                select next.backup, chain.place + 1, chain.seen || next.backup
                  %1$s
            )
            select person from chain
             where place > 0
               and %2$s
             order by place
            """.formatted(BACKUP, IS_HERE);

    /** The same chains behind everybody who is away, and of each the first who is here; and what a person has on loan. */
    private static final String ALL_FOR = """
            with recursive chain as (
                select a.person as away, a.person, 0 as place, array[a.person] as seen
                  from absence a
                 where a.cancelled_at is null and a.until_at > :at and a.from_at <= :at
                union all
                select chain.away, next.backup, chain.place + 1, chain.seen || next.backup
                  %1$s
            ),
            first_here as (
                select distinct on (away) away, person from chain
                 where place > 0
                   and exists (select from act_id_user u where u.id_ = chain.person)
                   and %2$s
                 order by away, place
            )
            select away from first_here where person = :person
            union
            select person from lent_task where stand_in = :person and returned_at is null
            """.formatted(BACKUP, IS_HERE);

    private final JdbcClient jdbc;
    private final AbsenceRows absences;
    private final TeamMembers members;
    private final LentTasks lentTasks;
    private final CustomerReader reader;
    private final People people;
    private final TeamZone zone;
    private final Clock clock;

    Presence(
            JdbcClient jdbc,
            AbsenceRows absences,
            TeamMembers members,
            LentTasks lentTasks,
            CustomerReader reader,
            People people,
            TeamZone zone,
            Clock clock) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.members = members;
        this.lentTasks = lentTasks;
        this.reader = reader;
        this.people = people;
        this.zone = zone;
        this.clock = clock;
    }

    /** Whether a person is away now. One query. */
    public boolean isAway(String person) {
        return isAway(person, clock.instant());
    }

    /** Whether a person is away at a moment, by what is planned now. One query. */
    public boolean isAway(String person, Instant at) {
        return absences.at(person, at).isPresent();
    }

    /** Those of the people who are away now. One query. */
    public Set<String> awayOf(Collection<String> these) {
        return absences.away(these, clock.instant());
    }

    /** When a person who is away now returns; empty where the person is here. One query. */
    public Optional<Instant> backAt(String person) {
        return absences.at(person, clock.instant()).map(Absence::until);
    }

    /**
     * Who does a person's work while they cannot: the first along the chain of backups who is here, and of whom there still
     * is an account. An absence's own backup goes before the person's. Empty where nobody is here; whether the person
     * themselves is, is not asked. One query, and one more for each who is here until one fits.
     */
    public Optional<String> standInFor(String person) {
        return firstHere(person, people::exists);
    }

    /** The same, of those who wear one of the hats: nobody does a step on behalf of a team that is not theirs. */
    public Optional<String> standInFor(String person, Collection<String> hats) {
        return firstHere(person, candidate -> people.wearsOneOf(candidate, hats));
    }

    private Optional<String> firstHere(String person, Predicate<String> fits) {
        return jdbc
                .sql(PRESENT_BACKUPS)
                .param("person", person)
                .param("at", AbsenceRows.utc(clock.instant()))
                .query(String.class)
                .list()
                .stream()
                .filter(fits)
                .findFirst();
    }

    /** The person where they are here, else who stands in; empty where neither is. One query, two where the person is away. */
    public Optional<String> presentOrStandIn(String person) {
        return isAway(person) ? standInFor(person) : Optional.of(person);
    }

    /** Whether a person has fewer customers in hand than they can carry. One query, two where there is a limit. */
    public boolean hasRoom(String person) {
        return withoutRoomOf(List.of(person)).isEmpty();
    }

    /** Those of the people who have as many customers in hand as they can carry. One query, two where there are limits. */
    public Set<String> withoutRoomOf(Collection<String> these) {
        Map<String, TeamMember> limited = new HashMap<>(members.find(these));
        limited.values().removeIf(member -> member.capacity() == null);
        Map<String, Long> inHand = reader.inHand(limited.keySet());
        Set<String> full = new HashSet<>();
        limited.forEach((person, member) -> {
            if (inHand.getOrDefault(person, 0L) >= member.capacity()) {
                full.add(person);
            }
        });
        return full;
    }

    /** Whether a person has a task of the other, or would get the next one since the other is away. Up to four queries. */
    @Override
    public boolean actsFor(String person, String away) {
        return lentTasks.has(person, away)
                || isAway(away) && standInFor(away).filter(person::equals).isPresent();
    }

    /** Whether a task is lent to a person, or is about to come back to them. One query. */
    public boolean isOnLoan(String task, @Nullable String person) {
        return lentTasks
                .of(task)
                .filter(lent -> lent.person().equals(person)
                        || (lent.standIn() != null && lent.standIn().equals(person)))
                .isPresent();
    }

    /** A task goes another way: it does not come back to whoever had it before they went away. */
    @Transactional
    public void noLongerLent(String task) {
        lentTasks.of(task).ifPresent(lent -> lentTasks.returned(lent.id(), clock.instant()));
    }

    @Override
    public Set<String> allFor(String person) {
        return jdbc.sql(ALL_FOR)
                .param("person", person)
                .param("at", AbsenceRows.utc(clock.instant()))
                .query(String.class)
                .set();
    }

    @Override
    public Optional<String> whereIs(String person) {
        return backAt(person)
                .map(back -> "%s is away until %s, and %s"
                        .formatted(
                                person,
                                lastDay(back),
                                standInFor(person)
                                        .map(standIn -> standIn + " stands in")
                                        .orElse("nobody stands in")));
    }

    /** The last day away, in words. */
    String lastDay(Instant back) {
        return DAY.format(LocalDate.ofInstant(back.minusNanos(1), zone.id()));
    }
}
