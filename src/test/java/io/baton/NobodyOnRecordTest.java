package io.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;

@BatonTest
class NobodyOnRecordTest {

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private Rest rest;

    @Autowired
    private ApplicationContext application;

    @Test
    void leavesThePeopleAndTheModelsAndNobodyElseOfWhatEarlierTestsDid() {
        Map<String, Long> before = rows.counts();
        assertThat(before).containsEntry("customer", 0L).containsEntry("act_hi_procinst", 0L);
        String customer = walk.wonCustomer();
        assertThat(rows.counts()).isNotEqualTo(before);

        TestContext next = mock();
        when(next.getApplicationContext()).thenReturn(application);
        new NobodyOnRecord().beforeTestClass(next);

        assertThat(rows.counts()).isEqualTo(before);
        assertThat(rest.get("mia", "/api/customers/" + customer).status()).isEqualTo(404);
        assertThat(walk.wonCustomer()).isNotEqualTo(customer);
    }
}
