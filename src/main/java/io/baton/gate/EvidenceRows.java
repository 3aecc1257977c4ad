package io.baton.gate;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The facts' rows. */
interface EvidenceRows extends Repository<Evidence, Long> {

    Evidence save(Evidence evidence);

    Optional<Evidence> findById(long id);

    Optional<Evidence> findByCustomerIdAndKeyAndEventId(long customerId, String key, String eventId);

    List<Evidence> findByCustomerIdInAndIdLessThanOrderByIdDesc(Collection<Long> customers, long before, Limit limit);
}
