package io.baton.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** One statement, one answer. */
final class Sql {

    private Sql() {}

    static String ask(EmbeddedPostgres database, String sql) throws SQLException {
        try (Connection connection = connect(database)) {
            return ask(connection, sql);
        }
    }

    static String ask(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ask(connection, sql);
        }
    }

    static Connection connect(EmbeddedPostgres database) throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    /** The first value, or an empty text if the statement has none. */
    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                return result.next() ? result.getString(1) : "";
            }
        }
    }
}
