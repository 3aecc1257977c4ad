package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which hats may do what over REST; the cases stand in authority.csv. */
class AuthorityTest {

    private final TableUnderTest table = new TableUnderTest("access/authority");

    @Test
    @Tag("C48")
    void namesTheHatsOfEveryAct() {
        assertThat(table.inputs()).containsExactly("act");
        for (List<String> row : TableUnderTest.cases("access/authority.csv")) {
            assertThat(table.decide(Map.of("act", row.get(0))))
                    .singleElement()
                    .satisfies(decided ->
                            assertThat(decided).containsEntry("hats", String.join(", ", row.subList(1, row.size()))));
        }
        assertThat(table.decide(Map.of("act", "fly"))).isEmpty();
        assertThat(table.rowsWithoutCase()).isEmpty();
    }
}
