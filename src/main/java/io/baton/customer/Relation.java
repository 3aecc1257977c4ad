package io.baton.customer;

import java.util.List;

/**
 * How somebody stands to a customer. Each is told in SQL about a row {@code c} of the customers, so that it can be asked of
 * one and of a million alike: {@code :sightMe} is the person, {@code :sightPeople} the person and everybody for whom they
 * act, {@code :sightHats} what they wear.
 */
enum Relation {
    /** Owns it, or stands in for its owner. */
    OWNER("owner", "c.owner_type = 'PERSON' and c.owner_id in (:sightPeople)"),
    /**
     * Is of the team that owns it, or has its next step or another open task of it. Whoever is of a team that custody names
     * for the stage is told from there.
     */
    OWNERS_TEAM(
            "owners-team",
            "c.owner_type = 'TEAM' and c.owner_id in (:sightHats)",
            "c.next_who_type = 'TEAM' and c.next_who_id in (:sightHats)",
            "c.next_who_type = 'PERSON' and c.next_who_id in (:sightPeople)",
            """
            c.id in (select substr(e.business_key_, 3)::bigint
                       from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                      where t.assignee_ in (:sightPeople) and e.business_key_ ~ '^C-[0-9]{6,18}$')"""),
    /** Was brought in. */
    CONTRIBUTOR("contributor", "c.id in (select customer_id from contributor where person = :sightMe)"),
    /** Gives or receives it in a handoff that is open, or is of the team that receives it. */
    HANDOFF("handoff", """
            c.id in (select customer_id from handoff
                      where state <> 'ACCEPTED'
                        and (giver in (:sightPeople) or receiver in (:sightPeople) or receiving_team in (:sightHats)))"""),
    /** Handed it over once, or had it as a lead. */
    FORMER_OWNER("former-owner", """
            c.id in (select customer_id from handoff where giver = :sightMe and state = 'ACCEPTED'
                     union all select customer_id from lead_assignment where person = :sightMe)"""),
    /** Everybody, beside what else they are. */
    OTHER("other", "true");

    private final String id;
    private final List<String> tests;

    Relation(String id, String... tests) {
        this.id = id;
        this.tests = List.of(tests);
    }

    /** As in {@code customer-sight.dmn}. */
    String id() {
        return id;
    }

    /** Any of them makes the relation. */
    List<String> tests() {
        return tests;
    }
}
