package io.baton.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of what team leads said about people. */
@Component
class TeamMembers {

    /** Any number, the same on all nodes. */
    private static final long LOCK = 0x4241544F4E04L;

    private final JdbcClient jdbc;

    TeamMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was said about a person, which is nothing where there is no row. */
    TeamMember find(String person) {
        return find(List.of(person)).getOrDefault(person, new TeamMember(person, null, null));
    }

    /** What was said about these people, by person; of whom nothing was said is left out. */
    Map<String, TeamMember> find(Collection<String> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select * from team_member where person in (:people)")
                .param("people", people)
                .query(TeamMembers::member)
                .list()
                .stream()
                .collect(Collectors.toMap(TeamMember::person, Function.identity()));
    }

    void save(TeamMember member) {
        jdbc.sql("""
                        insert into team_member (person, backup, capacity) values (:person, :backup, :capacity)
                        on conflict (person) do update set backup = excluded.backup, capacity = excluded.capacity
                        """)
                .param("person", member.person())
                .param("backup", member.backup())
                .param("capacity", member.capacity())
                .update();
    }

    /** Until this transaction ends nobody else changes who stands in for whom, so that two changes make no circle. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void waitForOtherChanges() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, index) -> index)
                .list();
    }

    private static TeamMember member(ResultSet row, int index) throws SQLException {
        return new TeamMember(
                row.getString("person"), row.getString("backup"), row.getObject("capacity", Integer.class));
    }
}
