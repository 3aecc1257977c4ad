package io.baton.deadline;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The dates that were agreed. */
interface AgreedDates extends Repository<AgreedDate, AgreedDate.Id> {

    AgreedDate save(AgreedDate date);

    Optional<AgreedDate> findById(AgreedDate.Id id);

    List<AgreedDate> findByIdIn(Collection<AgreedDate.Id> ids);

    void deleteById(AgreedDate.Id id);

    void deleteByIdCustomerId(long customerId);
}
