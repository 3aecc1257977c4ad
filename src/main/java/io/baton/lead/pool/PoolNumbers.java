package io.baton.lead.pool;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What became of the leads of a pool in a period, person by person.
 *
 * @param pool its id in {@code lead-pools.dmn}
 * @param from the first day, in the team's time zone
 * @param to the day after the last one
 * @param countsFor for whom a lead counts that is qualified or lost: its {@code owner} of that moment, or its {@code
 *     first-owner}
 * @param people whoever has a number that is not zero, by user name
 */
record PoolNumbers(String pool, LocalDate from, LocalDate to, String countsFor, List<Person> people) {

    /**
     * The numbers of one person.
     *
     * @param newLeads leads that they took or got in the period and that nobody had before
     * @param leadsAgain leads that they took or got in the period after somebody else, or for another time; never new ones
     * @param answeredInTime those of both whose first response was given in time while they had them
     * @param qualified leads that count for them and became more than a new lead in the period
     * @param lost leads that count for them and were lost in the period
     * @param takenBack leads that went back from them to the pool in the period, since nobody reached them
     * @param takenBackAfter the same by the idle time of {@code recycle-lead.dmn}, in words
     */
    record Person(
            String person,
            long newLeads,
            long leadsAgain,
            long answeredInTime,
            long qualified,
            long lost,
            long takenBack,
            Map<String, Long> takenBackAfter) {}
}
