package io.baton.deadline;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The dates that were agreed. */
interface AgreedDates extends Repository<AgreedDate, AgreedDate.Id> {

    AgreedDate save(AgreedDate date);

    Optional<AgreedDate> findById(AgreedDate.Id id);

    void deleteById(AgreedDate.Id id);
}
