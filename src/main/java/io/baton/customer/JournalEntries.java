package io.baton.customer;

import org.springframework.data.repository.Repository;

/** The journal's rows: written here, read by {@link CustomerReader}. */
interface JournalEntries extends Repository<JournalEntry, Long> {

    JournalEntry save(JournalEntry entry);
}
