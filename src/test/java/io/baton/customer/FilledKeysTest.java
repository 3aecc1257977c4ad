package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Walk;
import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers that were there before get their comparison keys by the rules for new ones. */
@BatonTest
class FilledKeysTest {

    @Autowired
    private Walk walk;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Test
    @Tag("C52")
    void givesOldRowsTheKeysThatNewOnesHave() throws Exception {
        long id = CustomerNumber.idOf(walk.newLead());
        jdbc.sql("update customer set region = 'DE', company = 'Filled GmbH', company_key = '' where id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
                        update contact set phone = '030 1234567', email = 'Fi@Filled.example', name = 'Filled, Fi',
                               name_key = '', email_key = null, email_domain = null, phone_key = null
                         where customer_id = :id
                        """).param("id", id).update();

        try (Connection connection = dataSource.getConnection()) {
            new V17_3__FillComparisonKeys().migrate(new Context() {
                @Override
                public Configuration getConfiguration() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
        }

        assertThat(jdbc.sql("""
                                select company_key || ' ' || name_key || ' ' || email_key || ' ' || email_domain || ' ' || phone_key
                                  from customer c join contact p on p.customer_id = c.id where c.id = :id
                                """).param("id", id).query(String.class).single())
                .isEqualTo("filled fi filled fi@filled.example filled.example +49301234567");
    }
}
