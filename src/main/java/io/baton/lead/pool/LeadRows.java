package io.baton.lead.pool;

import org.springframework.data.repository.CrudRepository;

/** The leads in the database. */
interface LeadRows extends CrudRepository<Lead, Long> {}
