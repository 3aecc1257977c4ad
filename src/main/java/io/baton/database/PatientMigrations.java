package io.baton.database;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/**
 * Lets each migration take as long as it takes. A connection of the application gives up on an answer after a minute; a
 * migration that writes a million customers anew would fail by that, at each start again.
 */
@Component
class PatientMigrations implements Callback {

    private static final int FOR_EVER = 0;

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            // The pool sets its own time again once the connection is given back.
            context.getConnection().setNetworkTimeout(Runnable::run, FOR_EVER);
        } catch (SQLException e) {
            throw new FlywayException("Cannot let migrations take their time", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "patient-migrations";
    }
}
