package io.baton.engine;

import io.baton.engine.FormContext.Option;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Who wears which hat. */
@Component
public class People {

    /** More people than a select field can show are found by typing, not by scrolling. */
    private static final int MOST_SHOWN = 500;

    private final ProcessEngine engine;
    private final SystemCommands system;

    People(ProcessEngine engine, SystemCommands system) {
        this.engine = engine;
        this.system = system;
    }

    /** Everybody who wears the hat, by name. */
    public List<Option> wearing(String hat) {
        return system.call(() -> engine
                .getIdentityService()
                .createUserQuery()
                .memberOfGroup(hat)
                .orderByUserId()
                .asc()
                .listPage(0, MOST_SHOWN)
                .stream()
                .map(user -> new Option(name(user), user.getId()))
                .toList());
    }

    /** Whether there is a person with this user name. */
    public boolean exists(String user) {
        return system.call(
                () -> engine.getIdentityService().createUserQuery().userId(user).count() > 0);
    }

    /** Whether a person wears the hat. */
    public boolean wears(String user, String hat) {
        return system.call(() -> engine.getIdentityService()
                        .createUserQuery()
                        .userId(user)
                        .memberOfGroup(hat)
                        .count()
                > 0);
    }

    /** Whether a person wears at least one of the hats. */
    public boolean wearsOneOf(String user, Collection<String> hats) {
        return hatsOf(user).stream().anyMatch(hats::contains);
    }

    /** The hats that a person wears; none where there is no such person. */
    public List<String> hatsOf(String user) {
        return system.call(() -> engine.getIdentityService().createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList());
    }

    /** A page of everybody who has an account, by user name. */
    public List<Option> page(int page, int size) {
        return system.call(() ->
                engine.getIdentityService().createUserQuery().orderByUserId().asc().listPage(page * size, size).stream()
                        .map(user -> new Option(name(user), user.getId()))
                        .toList());
    }

    /** Everybody's user name by whatever people call them: user name, full name and mail address, in lower case. */
    public Map<String, String> byAnyName() {
        return system.call(() -> {
            Map<String, String> known = new HashMap<>();
            for (User user : engine.getIdentityService().createUserQuery().unlimitedList()) {
                if (user.getEmail() != null) {
                    known.putIfAbsent(user.getEmail().strip().toLowerCase(Locale.ROOT), user.getId());
                }
                known.putIfAbsent(name(user).toLowerCase(Locale.ROOT), user.getId());
                known.put(user.getId().toLowerCase(Locale.ROOT), user.getId());
            }
            return known;
        });
    }

    /** How many people have an account. */
    public long count() {
        return system.call(() -> engine.getIdentityService().createUserQuery().count());
    }

    private static String name(User user) {
        String first = user.getFirstName() == null ? "" : user.getFirstName();
        String last = user.getLastName() == null ? "" : user.getLastName();
        String name = (first + " " + last).strip();
        return name.isEmpty() ? user.getId() : name;
    }
}
