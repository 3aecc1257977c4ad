package io.baton.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.baton.lead.NewLead;
import java.util.Map;

/** One of the two that are compared: it takes in leads, and completes the tasks that follow from them. */
interface Arm {

    /** Connections to the database, the same for both: as many as threads at most, and two for good measure. */
    int CONNECTIONS = 4;

    String name();

    /** A lead comes in as from another system; no answer is needed. */
    void takeIn(NewLead lead);

    /**
     * A lead comes in through Java, so that its lifecycle can be walked.
     *
     * @return its business key
     */
    String newLead(NewLead lead);

    /** The person claims the open task with this label if nobody has it yet, and completes it with the answers. */
    void complete(String businessKey, String task, String person, Map<String, Object> answers);

    /** Its connections; they are its own. */
    HikariDataSource pool();

    /** The schema in which its tables are. */
    String schema();
}
