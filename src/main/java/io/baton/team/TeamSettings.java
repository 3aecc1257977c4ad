package io.baton.team;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.CustomerReader;
import io.baton.engine.FormContext.Option;
import io.baton.engine.People;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who stands in for whom at all times, and how many customers each can carry. */
@Service
@Transactional
class TeamSettings {

    private static final int LARGEST_CAPACITY = 100_000;

    private final TeamMembers members;
    private final Backups backups;
    private final People people;
    private final CustomerReader reader;
    private final Presence presence;
    private final Clock clock;

    TeamSettings(
            TeamMembers members,
            Backups backups,
            People people,
            CustomerReader reader,
            Presence presence,
            Clock clock) {
        this.members = members;
        this.backups = backups;
        this.people = people;
        this.reader = reader;
        this.presence = presence;
        this.clock = clock;
    }

    /**
     * A person as others see one.
     *
     * @param inHand how many customers the person has
     * @param backAt when the person is back, or null where they are here
     */
    record View(
            String person,
            String name,
            @Nullable String backup,
            @Nullable Integer capacity,
            long inHand,
            @Nullable Instant backAt) {}

    /** A page of people, by user name. */
    record Page(List<View> items, int page, int size, long total) {}

    @Transactional(readOnly = true)
    Page page(int page, int size) {
        List<Option> these = people.page(page, size);
        List<String> ids = these.stream().map(Option::value).toList();
        Map<String, TeamMember> said = members.find(ids);
        Map<String, Long> inHand = reader.inHand(ids);
        Set<String> away = presence.awayOf(ids);
        List<View> items = these.stream()
                .map(person -> view(
                        person,
                        said.getOrDefault(person.value(), new TeamMember(person.value(), null, null)),
                        inHand.getOrDefault(person.value(), 0L),
                        away.contains(person.value())))
                .toList();
        return new Page(items, page, size, people.count());
    }

    private View view(Option person, TeamMember said, long inHand, boolean away) {
        Instant backAt = away ? presence.backAt(person.value()).orElse(null) : null;
        return new View(person.value(), person.label(), said.backup(), said.capacity(), inHand, backAt);
    }

    /**
     * Says anew who stands in for a person and how much the person can carry; what is left out counts as said: nobody, and
     * no limit.
     *
     * @throws Refusal where there is no such person, the backup does not fit or leads in a circle, or the capacity is none
     */
    TeamMember change(String person, @Nullable String backup, @Nullable Integer capacity) {
        if (!people.exists(person)) {
            throw Refusal.notFound("'" + person + "' is nobody's user name.");
        }
        members.waitForOtherChanges();
        FieldChecks check = new FieldChecks();
        String standIn = check.text("backup", backup, Texts.SHORT);
        backups.check(check, person, standIn, clock.instant());
        if (capacity != null) {
            check.between("capacity", capacity, 1, LARGEST_CAPACITY);
        }
        check.refuseIfWrong();
        TeamMember member = new TeamMember(person, standIn, capacity);
        members.save(member);
        return member;
    }
}
