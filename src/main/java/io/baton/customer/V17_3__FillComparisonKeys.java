package io.baton.customer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/**
 * Fills the comparison keys of the customers and contacts that are there already, with the rules by which new ones get
 * theirs. A national phone number of a customer whose country nobody wrote down has no key.
 */
@Component
class V17_3__FillComparisonKeys extends BaseJavaMigration {

    private static final int AT_ONCE = 1_000;

    @Override
    public void migrate(Context context) throws SQLException {
        companies(context.getConnection());
        people(context.getConnection());
    }

    private static void companies(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(
                        "select id, company from customer where id > ? order by id limit ?");
                PreparedStatement write =
                        connection.prepareStatement("update customer set company_key = ? where id = ?")) {
            eachPage(read, write, row -> {
                write.setString(1, ComparisonKeys.ofCompany(row.getString("company")));
                write.setLong(2, row.getLong("id"));
            });
        }
    }

    private static void people(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("""
                                select p.id, p.name, p.email, p.phone, c.region from contact p join customer c on c.id = p.customer_id
                                 where p.id > ? order by p.id limit ?
                                """);
                PreparedStatement write = connection.prepareStatement(
                        "update contact set name_key = ?, email_key = ?, email_domain = ?, phone_key = ? where id = ?")) {
            eachPage(read, write, row -> {
                String email = row.getString("email");
                String phone = row.getString("phone");
                write.setString(1, ComparisonKeys.ofPerson(row.getString("name")));
                write.setString(2, ComparisonKeys.ofEmail(email));
                write.setString(3, ComparisonKeys.ofDomain(email));
                write.setString(4, phone == null ? null : PhoneNumber.e164(phone, row.getString("region")));
                write.setLong(5, row.getLong("id"));
            });
        }
    }

    /** Sets the parameters of an update from a row. */
    private interface Fill {
        void from(ResultSet row) throws SQLException;
    }

    private static void eachPage(PreparedStatement read, PreparedStatement write, Fill fill) throws SQLException {
        long last = 0;
        int rows = AT_ONCE;
        while (rows == AT_ONCE) {
            rows = 0;
            read.setLong(1, last);
            read.setInt(2, AT_ONCE);
            try (ResultSet page = read.executeQuery()) {
                while (page.next()) {
                    fill.from(page);
                    write.addBatch();
                    last = page.getLong("id");
                    rows++;
                }
            }
            write.executeBatch();
        }
    }
}
