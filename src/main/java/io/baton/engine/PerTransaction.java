package io.baton.engine;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that is the same for the length of a transaction and forgotten with it. Outside of a transaction it is made
 * anew each time.
 *
 * @param <T> what is held
 */
public final class PerTransaction<T> {

    private final Supplier<T> fresh;

    /** @param fresh makes what is held, at the first look in a transaction */
    public PerTransaction(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    /** What this transaction holds. */
    public T get() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return fresh.get();
        }
        @SuppressWarnings("unchecked")
        T held = (T) TransactionSynchronizationManager.getResource(this);
        if (held != null) {
            return held;
        }
        T value = fresh.get();
        TransactionSynchronizationManager.bindResource(this, value);
        TransactionSynchronizationManager.registerSynchronization(new Holding(value));
        return value;
    }

    /** Lets go of it while another transaction runs in between, and when this one is over. */
    private final class Holding implements TransactionSynchronization {

        private final T value;

        Holding(T value) {
            this.value = value;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(PerTransaction.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(PerTransaction.this, value);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(PerTransaction.this);
        }
    }
}
