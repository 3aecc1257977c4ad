package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Waiting;
import io.baton.Walk;
import io.baton.customer.CustomerRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Moving changed dates while people go on working. */
@BatonTest
@Tag("C16")
class ChangedDatesTest {

    @Autowired
    private ChangedDates changedDates;

    @Autowired
    private CustomerRecord record;

    @Autowired
    private Walk walk;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Waiting waiting;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void goesOnBehindAStepThatIsDoneMeanwhile() {
        String customer = walk.newLead();
        walk.newLead();
        long deadline = jdbc.sql("select id from deadline where customer_id = ?")
                .param(Long.parseLong(customer.substring(2)))
                .query(Long.class)
                .single();
        AtomicReference<CompletableFuture<ChangedDates.Moved>> moving = new AtomicReference<>();

        transaction.executeWithoutResult(status -> {
            record.lock(customer);
            moving.set(CompletableFuture.supplyAsync(() -> changedDates.move("deadline-" + (deadline - 1), 1, "max")));
            waiting.untilThereWait(1);
            walk.qualify(customer, "tom");
        });

        assertThat(moving.get().join()).isEqualTo(new ChangedDates.Moved(0, "deadline-" + deadline));
    }
}
