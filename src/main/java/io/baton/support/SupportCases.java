package io.baton.support;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The cases on file. */
interface SupportCases extends Repository<SupportCase, Long> {

    SupportCase saveAndFlush(SupportCase supportCase);

    Optional<SupportCase> findById(long id);

    Optional<SupportCase> findByProcessInstanceId(String processInstanceId);

    @Query("from SupportCase where customerId in ?1 order by id desc limit 200")
    List<SupportCase> newestOf(Collection<Long> customers);
}
