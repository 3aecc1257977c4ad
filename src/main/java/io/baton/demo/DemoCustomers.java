package io.baton.demo;

import io.baton.engine.Desk;
import io.baton.engine.EngineClock;
import io.baton.lead.LeadIntake;
import io.baton.lead.NewLead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The demo's customers, one or two at every stage. Each is brought there through the real door and the real tasks, on a
 * clock that was set back, so that journal, dates and overdue steps look as after some weeks of work.
 */
@Component
@Profile("demo")
class DemoCustomers {

    private final LeadIntake intake;
    private final Desk desk;
    private final Clock clock;

    DemoCustomers(LeadIntake intake, Desk desk, Clock clock) {
        this.intake = intake;
        this.desk = desk;
        this.clock = clock;
    }

    void create() {
        Instant now = clock.instant();
        Story northwind = new Story(now);
        northwind.lead(
                0,
                "web",
                "Northwind Bakery",
                "Nora West",
                "nora@northwind.example",
                "We open a third shop in May. Can you help with the booking system?");

        Story harbor = new Story(now);
        harbor.lead(
                2,
                "referral",
                "Blue Harbor Hotels",
                "Henri Blau",
                "h.blau@blueharbor.example",
                "Alder & Finch told us about you.");

        Story alder = new Story(now);
        alder.lead(
                0,
                "phone",
                "Alder & Finch",
                "Ada Finch",
                "ada@alderfinch.example",
                "Asked for a call back this afternoon.");

        Story kestrel = new Story(now);
        kestrel.lead(
                6,
                "event",
                "Kestrel Cycles",
                "Kim Estrel",
                "kim@kestrel.example",
                "Met at the trade fair, wants a quote for 20 seats.");
        kestrel.qualified(5, "tom", 2);

        Story papaya = new Story(now);
        papaya.lead(
                9,
                "web",
                "Papaya Studio",
                "Pia Paya",
                "pia@papaya.example",
                "Looking for onboarding before the summer.");
        papaya.qualified(8, "mia", -1);

        Story granite = new Story(now);
        granite.lead(
                20,
                "partner",
                "Granite Logistics",
                "Gus Ranit",
                "gus@granite.example",
                "Needs an answer from their board.");
        granite.qualified(19, "tom", -15);
        granite.proposed(15, "tom", "18400.00", 7);

        Story lumen = new Story(now);
        lumen.lead(
                14,
                "web",
                "Lumen Dental",
                "Lena Umen",
                "lena@lumen.example",
                "Two practices, wants to start with one.");
        lumen.qualified(13, "mia", -10);
        lumen.proposed(10, "mia", "4200.00", -2);

        Story orchard = new Story(now);
        orchard.lead(
                25,
                "email",
                "Orchard Foods",
                "Olaf Orch",
                "olaf@orchard.example",
                "Wants the same set-up as last year's pop-up.");
        orchard.won("tom", 24, 20, 3, 5);
        orchard.offer(
                1,
                "tom",
                "dana",
                "Bought for the seasonal peak. Promised: live before 1 December. Unresolved: who signs for the label printers.");

        Story sable = new Story(now);
        sable.lead(30, "ads", "Sable Software", "Sana Able", "sana@sable.example", "Evaluated three vendors.");
        sable.won("tom", 29, 25, 10, 3);
        sable.handOver("tom", "dana", 8, "Bought for the API. Promised: a sandbox at kickoff.");

        Story meridian = new Story(now);
        meridian.lead(45, "web", "Meridian Travel", "Mei Ridian", "mei@meridian.example", "Season starts soon.");
        meridian.won("mia", 44, 40, 30, -20);
        meridian.selfHandOver("mia", 29);
        meridian.kickoff("mia", 20, 6);

        Story quill = new Story(now);
        quill.inService("Quill Publishing", "Quinn Ill", "quinn@quill.example", 80, 200);
        quill.checkIn(20, "sue", "well", "Happy with the weekly report; asked about a second seat.");

        Story fern = new Story(now);
        fern.inService("Fern & Co", "Fay Ern", "fay@fern.example", 90, 120);
        fern.checkIn(1, "sue", "at-risk", "Two outages in a week; the new director asks for alternatives.");

        Story tidewater = new Story(now);
        tidewater.inService("Tidewater Marina", "Ted Water", "ted@tidewater.example", 100, 40);
        tidewater.checkIn(2, "sue", "renewing", "Wants to extend before the budget closes.");

        Story mill = new Story(now);
        mill.lead(12, "web", "Old Mill Brewing", "Otto Mill", "otto@oldmill.example", "Compared prices only.");
        mill.step(
                11,
                "Qualify lead",
                "tom",
                Map.of("decision", "lost", "lossReason", "price", "note", "Chose a free tool."));
    }

    /** One customer's way so far; days count back from now, dates forward from now. */
    private final class Story {

        private final Instant now;
        private String number = "";

        Story(Instant now) {
            this.now = now;
        }

        void lead(int daysAgo, String source, String company, String contact, String email, String message) {
            ago(
                    daysAgo,
                    () -> desk.as(
                            "integration",
                            () -> number = intake.receive(
                                    new NewLead(
                                            company,
                                            new NewLead.Person(contact, email, null),
                                            null,
                                            null,
                                            null,
                                            source,
                                            null,
                                            "DE",
                                            "en",
                                            null,
                                            message),
                                    "integration")));
        }

        void qualified(int daysAgo, String person, int nextStepIn) {
            step(
                    daysAgo,
                    "Qualify lead",
                    person,
                    Map.of("decision", "qualified", "nextStepOn", day(nextStepIn, daysAgo)));
        }

        void proposed(int daysAgo, String person, String amount, int decidesIn) {
            step(
                    daysAgo,
                    "Send proposal",
                    person,
                    Map.of(
                            "decision",
                            "sent",
                            "offerAmount",
                            amount,
                            "offerCurrency",
                            "EUR",
                            "decisionOn",
                            day(decidesIn, daysAgo)));
        }

        void won(String person, int qualifiedAgo, int proposedAgo, int wonAgo, int kickoffIn) {
            qualified(qualifiedAgo, person, -proposedAgo);
            proposed(proposedAgo, person, "9600.00", -wonAgo);
            step(
                    wonAgo,
                    "Get decision",
                    person,
                    Map.of(
                            "decision",
                            "won",
                            "scopeConfirmed",
                            true,
                            "paymentTermsConfirmed",
                            true,
                            "kickoffOn",
                            day(kickoffIn, wonAgo)));
        }

        void offer(int daysAgo, String giver, String receiver, String note) {
            step(daysAgo, "Write handoff note", giver, Map.of("receiver", receiver, "handoffNote", note));
        }

        void handOver(String giver, String receiver, int daysAgo, String note) {
            offer(daysAgo, giver, receiver, note);
            step(daysAgo - 1, "Accept handoff", receiver, Map.of("decision", "accepted"));
        }

        void selfHandOver(String person, int daysAgo) {
            step(daysAgo, "Write handoff note", person, Map.of("receiver", person));
        }

        void kickoff(String person, int daysAgo, int deliverIn) {
            step(
                    daysAgo,
                    "Hold kickoff",
                    person,
                    Map.of(
                            "decision",
                            "held",
                            "deliverOn",
                            day(deliverIn, daysAgo),
                            "note",
                            "Scope repeated and agreed."));
        }

        void inService(String company, String contact, String email, int leadAgo, int renewalIn) {
            lead(leadAgo, "referral", company, contact, email, "Came by recommendation.");
            won("mia", leadAgo - 1, leadAgo - 4, leadAgo - 10, -(leadAgo - 14));
            selfHandOver("mia", leadAgo - 11);
            kickoff("mia", leadAgo - 14, -(leadAgo - 40));
            step(leadAgo - 40, "Deliver service", "mia", Map.of("decision", "delivered", "projectInvoiced", true));
            handOver("mia", "sue", leadAgo - 41, "Bought to save office time. Nothing is unresolved.");
            step(leadAgo - 43, "Set renewal date", "sue", Map.of("renewalOn", day(renewalIn, leadAgo - 43)));
        }

        void checkIn(int daysAgo, String person, String decision, String note) {
            step(daysAgo, "Check in with customer", person, Map.of("decision", decision, "note", note));
        }

        void step(int daysAgo, String task, String person, Map<String, Object> answers) {
            ago(daysAgo, () -> desk.complete(number, task, person, new HashMap<>(answers)));
        }

        private void ago(int days, Runnable act) {
            EngineClock.at(now.minus(Duration.ofDays(days)).minus(Duration.ofMinutes(40)), act);
        }

        /** A day counted from now, but never before the moment at which it is agreed. */
        private String day(int in, int agreedAgo) {
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return today.plusDays(Math.max(in, -agreedAgo)).toString();
        }
    }
}
