package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The first administrator never has a password that somebody could guess. */
@ExtendWith(OutputCaptureExtension.class)
class AdministratorTest {

    private final IdentityService identity = mock(IdentityService.class, RETURNS_DEEP_STUBS);
    private final Accounts accounts = mock(Accounts.class);

    @Test
    void takesThePasswordFromTheEnvironmentAndDoesNotPrintIt(CapturedOutput output) {
        new Administrator(identity, accounts, "s3cret-given").create();

        verify(accounts).create("admin", "Administrator", "", "s3cret-given", List.of("camunda-admin"));
        assertThat(output).doesNotContain("s3cret-given");
    }

    @Test
    void printsARandomPasswordOnceWhereNoneIsGiven(CapturedOutput output) {
        new Administrator(identity, accounts, null).create();
        new Administrator(identity, accounts, "  ").create();

        ArgumentCaptor<String> passwords = ArgumentCaptor.forClass(String.class);
        verify(accounts, org.mockito.Mockito.times(2))
                .create(eq("admin"), anyString(), anyString(), passwords.capture(), any());
        assertThat(passwords.getAllValues()).doesNotHaveDuplicates().allMatch(password -> password.length() == 20);
        assertThat(output).contains(passwords.getAllValues().get(0)).contains("printed only this once");
    }

    @Test
    void leavesAnAdministratorWhoExistsAlone() {
        when(identity.createUserQuery().memberOfGroup("camunda-admin").count()).thenReturn(1L);

        new Administrator(identity, accounts, null).create();

        verify(accounts, never()).create(any(), any(), any(), any(), any());
    }
}
