package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an arm was asked to do, to compare with what stands in its tables afterwards. */
class Tally {

    /** What the journal says of a lead: that it arrived, its stage, and its pool. */
    private static final int ENTRIES_OF_A_LEAD = 3;

    private static final int ENTRIES_OF_A_LIFECYCLE = 37;

    /** That of the task's window, and the one that looks whether the lead is idle. */
    private static final int TIMERS_OF_A_LEAD = 2;

    private final Map<Workload, Integer> asked = new EnumMap<>(Workload.class);

    void add(Workload workload, int units) {
        asked.merge(workload, units, Integer::sum);
    }

    /** Compares what every arm has: its process instances, tasks and timers. */
    void checkEngine(Arm arm) {
        int open = asked.get(Workload.LEAD_INTAKE);
        int ended = asked.get(Workload.WHOLE_LIFECYCLE);
        JdbcClient jdbc = JdbcClient.create(arm.pool());
        assertThat(count(jdbc, "act_hi_procinst where proc_def_key_ = 'customer-lifecycle' and end_time_ is not null"))
                .as("%s: lifecycles that ended", arm.name())
                .isEqualTo(ended);
        assertThat(count(jdbc, "act_hi_procinst where proc_def_key_ = 'customer-lifecycle' and end_time_ is null"))
                .as("%s: leads that wait", arm.name())
                .isEqualTo(open);
        assertThat(count(jdbc, "(select distinct business_key_ from act_hi_procinst) keys"))
                .as("%s: business keys", arm.name())
                .isEqualTo(open + ended);
        assertThat(count(jdbc, "act_ru_task")).as("%s: tasks", arm.name()).isEqualTo(open);
        assertThat(count(jdbc, "act_ru_job where type_ = 'timer' and process_instance_id_ is not null"))
                .as("%s: timers", arm.name())
                .isEqualTo(open * TIMERS_OF_A_LEAD);
    }

    /** Compares the record. */
    void checkRecord(Arm arm) {
        int open = asked.get(Workload.LEAD_INTAKE);
        int ended = asked.get(Workload.WHOLE_LIFECYCLE);
        JdbcClient jdbc = JdbcClient.create(arm.pool());
        assertThat(count(jdbc, "customer where stage = 'new-lead' and next_task_id is not null"))
                .as("customers who wait")
                .isEqualTo(open);
        assertThat(count(jdbc, "customer where stage = 'former-customer' and next_what is null"))
                .as("customers who left")
                .isEqualTo(ended);
        assertThat(count(jdbc, "customer")).as("customers").isEqualTo(open + ended);
        assertThat(count(jdbc, "journal"))
                .as("journal entries")
                .isEqualTo(open * ENTRIES_OF_A_LEAD + ended * ENTRIES_OF_A_LIFECYCLE);
        assertThat(count(jdbc, "handoff where state = 'ACCEPTED'"))
                .as("handoffs")
                .isEqualTo(2 * ended);
    }

    private static int count(JdbcClient jdbc, String what) {
        return jdbc.sql("select count(*) from " + what).query(Integer.class).single();
    }
}
