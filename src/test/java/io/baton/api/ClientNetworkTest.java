package io.baton.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C46")
@Tag("C48")
class ClientNetworkTest {

    @Test
    void countsTheAddressesOfOneLineAsOne() {
        assertThat(ClientNetwork.of("2001:db8:1:2::1"))
                .isEqualTo(ClientNetwork.of("2001:0db8:0001:0002:ffff:ffff:ffff:ffff"))
                .isEqualTo(ClientNetwork.of("2001:db8:1:2::abcd%eth0"))
                .isNotEqualTo(ClientNetwork.of("2001:db8:1:3::1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "::ffff:192.0.2.1", "unknown", "", ":", ":::::::::", "name.example", "1:2:3"})
    void leavesAllOthersAsTheyAre(String address) {
        assertThat(ClientNetwork.of(address)).isEqualTo(address);
    }
}
