package io.baton.lead.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.baton.engine.Decisions;
import io.baton.engine.Desk;
import io.baton.lead.LeadIntake;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** When the public form takes nothing at all. */
class LeadFormRefusalsTest {

    private final LeadIntake intake = mock(LeadIntake.class);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    @Tag("C46")
    void tellsWhoeverSendsTooOftenWhenToTryAgain() {
        LeadFormController form = form(true, "https://www.example.com");
        Map<String, String> spam = Map.of("website", "x");
        assertThat(form.send(spam, request).getStatusCode().value()).isEqualTo(303);

        ResponseEntity<String> answer = form.send(spam, request);

        assertThat(answer.getStatusCode().value()).isEqualTo(429);
        assertThat(Long.parseLong(answer.getHeaders().getFirst("Retry-After"))).isBetween(3500L, 3600L);
        assertThat(answer.getBody()).contains("Please try again later", "in 60 minutes", "Nothing of yours was stored");
        assertThat(answer.getHeaders().getFirst("Content-Security-Policy"))
                .endsWith("frame-ancestors https://www.example.com");
        verifyNoInteractions(intake);
    }

    @Test
    @Tag("C46")
    void isNotThereWhereTheTeamDoesWithoutIt() {
        LeadFormController form = form(false, "'none'");

        assertThat(form.page(Map.of()).getStatusCode().value()).isEqualTo(404);
        assertThat(form.send(Map.of(), request).getStatusCode().value()).isEqualTo(404);
        assertThat(form.page(Map.of("thanks", "")).getBody()).doesNotContain("<form");
        verifyNoInteractions(intake);
    }

    private LeadFormController form(boolean enabled, String sites) {
        LeadFormSettings settings = new LeadFormSettings(enabled, sites, 1, 10, Duration.ofSeconds(3));
        return new LeadFormController(
                intake,
                settings,
                new LeadFormLimits(settings),
                mock(OpenedForm.class),
                mock(Decisions.class),
                mock(Desk.class));
    }
}
