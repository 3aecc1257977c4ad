package io.baton.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** From where a request comes, as far as requests are counted: one who has a line has all addresses of it. */
public final class ClientNetwork {

    /** What cannot be a name, so that nobody asks a name server about what a caller wrote. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%.*)?");

    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /**
     * The network of an IPv6 address, of which a line has 2⁶⁴ (RFC 6177), and every other address as it is.
     *
     * @param address as a request names it
     */
    public static String of(String address) {
        if (!IPV6.matcher(address).matches()) {
            return address;
        }
        try {
            byte[] bytes =
                    InetAddress.getByName(address.replaceFirst("%.*", "")).getAddress();
            return bytes.length <= NETWORK_BYTES
                    ? address
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64";
        } catch (UnknownHostException e) {
            // No address at all: it counts as what it says it is.
            return address;
        }
    }
}
