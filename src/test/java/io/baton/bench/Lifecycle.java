package io.baton.bench;

import io.baton.lead.NewLead;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * One customer's way from the lead to the first renewal, and then out, so that the instance ends: thirteen tasks by
 * three people, the same for every arm.
 */
final class Lifecycle {

    private Lifecycle() {}

    static void walk(Arm arm, NewLead lead) {
        String customer = arm.newLead(lead);
        arm.complete(customer, "Qualify lead", "tom", Map.of("decision", "qualified", "nextStepOn", inDays(2)));
        arm.complete(customer, "Send proposal", "tom", Map.of("decision", "sent", "decisionOn", inDays(10)));
        arm.complete(
                customer,
                "Get decision",
                "tom",
                Map.of(
                        "decision",
                        "won",
                        "scopeConfirmed",
                        true,
                        "paymentTermsConfirmed",
                        true,
                        "kickoffOn",
                        inDays(5)));
        handOver(arm, customer, "tom", "dana");
        arm.complete(customer, "Hold kickoff", "dana", Map.of("decision", "held", "deliverOn", inDays(14)));
        arm.complete(customer, "Deliver service", "dana", Map.of("decision", "delivered", "projectInvoiced", true));
        handOver(arm, customer, "dana", "sue");
        arm.complete(customer, "Set renewal date", "sue", Map.of("renewalOn", inDays(100)));
        arm.complete(customer, "Check in with customer", "sue", Map.of("decision", "renewing"));
        arm.complete(customer, "Review renewal", "sue", Map.of("decision", "renewed", "renewalOn", inDays(400)));
        arm.complete(
                customer,
                "Check in with customer",
                "sue",
                Map.of("decision", "cancelled", "lossReason", "service-quality"));
    }

    private static void handOver(Arm arm, String customer, String giver, String receiver) {
        arm.complete(
                customer,
                "Write handoff note",
                giver,
                Map.of("receiver", receiver, "handoffNote", "Promised: live in May. Nothing is unresolved."));
        arm.complete(customer, "Accept handoff", receiver, Map.of("decision", "accepted"));
    }

    private static String inDays(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }
}
