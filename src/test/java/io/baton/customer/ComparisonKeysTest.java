package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same text when customers are compared. */
class ComparisonKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kestrel Cycles|kestrel cycles",
                "KESTREL  cycles GmbH|kestrel cycles",
                "Kestrel Cycles GmbH & Co. KG|kestrel cycles",
                "Kestrel-Cycles, Inc.|kestrel cycles",
                "Kestrel Cycles Pty Ltd|kestrel cycles",
                "Müller AG|muller",
                "Mueller|muller",
                "Muller S.A.|muller",
                "Société Générale S.A.|societe generale",
                "Ørsted A/S|orsted a s",
                "Nokia Oyj|nokia",
                "Fern & Co|fern",
                "Alder & Finch|alder and finch",
                "O'Brien Ltd|obrien",
                "GmbH|gmbh",
                "株式会社トヨタ|株式会社トヨタ",
                "!!!|!!!"
            })
    @Tag("C52")
    void comparesCompaniesByTheirNameWithoutItsLegalForm(String name, String key) {
        assertThat(ComparisonKeys.ofCompany(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kim Estrel|estrel kim",
                "Estrel, Kim|estrel kim",
                "Dr. Kim Estrel|estrel kim",
                "José Núñez|jose nunez",
                "Prof.|prof"
            })
    @Tag("C52")
    void comparesPeopleWhicheverOfTheirNamesComesFirst(String name, String key) {
        assertThat(ComparisonKeys.ofPerson(name)).isEqualTo(key);
    }

    @Test
    @Tag("C52")
    void comparesMailAddressesAsOneMailboxHasThem() {
        assertThat(ComparisonKeys.ofEmail("Kim.Estrel@kestrel.example")).isEqualTo("kim.estrel@kestrel.example");
        assertThat(ComparisonKeys.ofEmail("kim@MÜLLER.example")).isEqualTo("kim@xn--mller-kva.example");
        assertThat(ComparisonKeys.ofEmail("kim@xn--mller-kva.example")).isEqualTo("kim@xn--mller-kva.example");
        assertThat(ComparisonKeys.ofDomain("kim@Müller.example")).isEqualTo("xn--mller-kva.example");
        assertThat(ComparisonKeys.ofEmail(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "+49 30 1234567|-|+49301234567",
                "0049 (0)30 / 123 45-67|DE|+49301234567",
                "(030) 1234567|DE|+49301234567",
                "030 1234567|-|-",
                "030 1234567|FR|+33301234567",
                "(212) 555-0123|US|+12125550123",
                "+1-212-555-0123 ext. 12|-|+12125550123",
                "+999 12345|-|-",
                "call me|DE|-",
                "+49 30 12345678901234567890|-|-"
            })
    @Tag("C52")
    void readsPhoneNumbersByThePlansOfTheirCountry(String written, String region, String key) {
        assertThat(PhoneNumber.e164(written, region)).isEqualTo(key);
    }
}
