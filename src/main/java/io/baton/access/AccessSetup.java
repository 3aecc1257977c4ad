package io.baton.access;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets up hats, rights, filters and the administrator before the first request is served. Nodes that start together do
 * it one after the other, so that nothing is created twice.
 */
@Component
class AccessSetup implements SmartInitializingSingleton {

    /** Any number, the same on all nodes. */
    private static final long LOCK = 0x4241544F4E01L;

    private final Hats hats;
    private final TasklistFilters filters;
    private final Administrator administrator;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    AccessSetup(
            Hats hats,
            TasklistFilters filters,
            Administrator administrator,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.hats = hats;
        this.filters = filters;
        this.administrator = administrator;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, index) -> index)
                    .list();
            hats.create();
            filters.create();
            administrator.create();
        });
    }
}
