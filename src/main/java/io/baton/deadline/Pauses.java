package io.baton.deadline;

import java.util.List;
import org.springframework.data.repository.Repository;

/** The times for which customers' answers were waited for. */
interface Pauses extends Repository<Pause, Long> {

    Pause save(Pause pause);

    List<Pause> findByDeadlineIdOrderByFromAt(long deadlineId);
}
