package mtv.sandbox.api;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/**
 * X.509 in its own encoding (RFC 5280), as far as one kind of certificate needs it. A library for all of it would take
 * a quarter of a second of every start, most of it to verify its own signature.
 */
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int TEXT = 0x0C;
    private static final int TIME = 0x18;
    private static final int DNS_NAME = 0x82;
    private static final int ADDRESS = 0x87;
    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    /** One that signs itself, and may: with an EC key, named after the first host, for all of them. */
    static byte[] certificate(List<String> hosts, Instant from, Instant until, KeyPair pair)
            throws GeneralSecurityException {
        byte[] serial = new byte[9];
        new SecureRandom().nextBytes(serial);
        serial[0] = 1;
        byte[] ecdsaWithSha256 = of(SEQUENCE, oid("2A8648CE3D040302"));
        byte[] commonName = of(SEQUENCE, oid("550403"), of(TEXT, hosts.get(0).getBytes(StandardCharsets.UTF_8)));
        byte[] name = of(SEQUENCE, of(SET, commonName));
        byte[][] names = hosts.stream().map(Der::alternative).toArray(byte[][]::new);
        byte[] authority = of(SEQUENCE, of(0x01, hex("FF")));
        byte[] extensions = of(
                SEQUENCE,
                of(SEQUENCE, oid("551D13"), of(0x01, hex("FF")), of(OCTETS, authority)),
                of(SEQUENCE, oid("551D11"), of(OCTETS, of(SEQUENCE, names))));
        byte[] content = of(
                SEQUENCE,
                of(0xA0, of(INTEGER, hex("02"))),
                of(INTEGER, serial),
                ecdsaWithSha256,
                name,
                of(SEQUENCE, time(from), time(until)),
                name,
                pair.getPublic().getEncoded(),
                of(0xA3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        return of(SEQUENCE, content, ecdsaWithSha256, of(BITS, hex("00"), signature.sign()));
    }

    /** A name of the subject; an address is never looked up. */
    private static byte[] alternative(String host) {
        if (!host.contains(":") && !host.matches("[0-9.]+")) {
            return of(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            return of(ADDRESS, InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + host, e);
        }
    }

    private static byte[] time(Instant at) {
        return of(TIME, TIMES.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] oid(String hex) {
        return of(OID, hex(hex));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (length >= 0x100) {
            all.write(0x82);
            all.write(length >> 8);
        } else if (length >= 0x80) {
            all.write(0x81);
        }
        all.write(length);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
