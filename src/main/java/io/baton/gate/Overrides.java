package io.baton.gate;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The overrides' rows. */
interface Overrides extends Repository<StageOverride, Long> {

    StageOverride save(StageOverride override);

    Optional<StageOverride> findFirstByCustomerIdAndStageAndPlaybookAndGrantedAtGreaterThanEqualOrderByIdDesc(
            long customerId, String stage, String playbook, Instant since);

    /** The one that holds for the customer's present stay in its stage; one from an earlier stay, or under another playbook, counts no more. */
    default Optional<OverrideView> inForce(CustomerFacts customer) {
        return findFirstByCustomerIdAndStageAndPlaybookAndGrantedAtGreaterThanEqualOrderByIdDesc(
                        CustomerNumber.idOf(customer.number()),
                        customer.stage().id(),
                        customer.playbook(),
                        customer.stageSince())
                .map(StageOverride::view);
    }
}
