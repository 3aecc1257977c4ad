package io.baton.handoff;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The handoffs' rows. */
interface Handoffs extends Repository<Handoff, Long> {

    Handoff save(Handoff handoff);

    Optional<Handoff> findFirstByCustomerIdAndStateOrderByIdDesc(long customerId, Handoff.State state);

    Optional<Handoff> findByCustomerIdAndStateNot(long customerId, Handoff.State state);
}
