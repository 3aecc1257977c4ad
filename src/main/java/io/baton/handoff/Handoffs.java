package io.baton.handoff;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The handoffs' rows. */
interface Handoffs extends Repository<Handoff, Long> {

    Handoff save(Handoff handoff);

    Optional<Handoff> findFirstByCustomerIdAndStateAndSinceGreaterThanEqualOrderByIdDesc(
            long customerId, Handoff.State state, Instant since);

    Optional<Handoff> findByCustomerIdAndStateNot(long customerId, Handoff.State state);
}
