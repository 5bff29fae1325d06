package mtv.sandbox.api;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A self-signed server certificate with its key, made at start-up; clients verify against the certificate itself.
 *
 * @param pem the certificate
 * @param keyPem its private key, PKCS #8
 * @param thumbprint SHA-1 of the certificate, upper case and colon separated, as vSphere shows it
 */
public record Certificate(String pem, String keyPem, String thumbprint) {

    private static final String COMMON_NAME = "550403";
    private static final String BASIC_CONSTRAINTS = "551D13";
    private static final String ALTERNATIVE_NAMES = "551D11";
    private static final String ECDSA_WITH_SHA256 = "2A8648CE3D040302";
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    /** One that every client on this machine accepts. */
    public static Certificate loopback() {
        return make(LOOPBACK, Instant.now().plus(Duration.ofDays(365)));
    }

    /** One that has been out of date since yesterday. */
    public static Certificate expired() {
        return make(LOOPBACK, Instant.now().minus(Duration.ofDays(1)));
    }

    /** One that is in date and names only this host. */
    public static Certificate forHost(String host) {
        return make(List.of(host), Instant.now().plus(Duration.ofDays(365)));
    }

    private static Certificate make(List<String> hosts, Instant until) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = keys.generateKeyPair();
            byte[] der = encode(hosts, until, pair);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(der);
            return new Certificate(
                    pem("CERTIFICATE", der),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                    HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT));
        } catch (GeneralSecurityException | UnknownHostException e) {
            throw new IllegalStateException("this JVM cannot make a certificate", e);
        }
    }

    /** RFC 5280: what is signed, how, and the signature. */
    private static byte[] encode(List<String> hosts, Instant until, KeyPair pair)
            throws GeneralSecurityException, UnknownHostException {
        byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(hosts.get(0)))));
        byte[] content = Der.sequence(
                Der.tagged(0xA0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(64, new SecureRandom())),
                algorithm,
                name,
                Der.sequence(Der.time(until.minus(Duration.ofDays(730))), Der.time(until)),
                name,
                pair.getPublic().getEncoded(),
                Der.tagged(0xA3, extensions(hosts)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        return Der.sequence(content, algorithm, Der.bits(signature.sign()));
    }

    private static byte[] extensions(List<String> hosts) throws UnknownHostException {
        List<byte[]> names = new ArrayList<>();
        for (String host : hosts) {
            names.add(
                    isAddress(host)
                            ? Der.tagged(0x87, InetAddress.getByName(host).getAddress())
                            : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)));
        }
        return Der.sequence(
                Der.sequence(Der.oid(BASIC_CONSTRAINTS), Der.yes(), Der.octets(Der.sequence(Der.yes()))),
                Der.sequence(Der.oid(ALTERNATIVE_NAMES), Der.octets(Der.sequence(names.toArray(byte[][]::new)))));
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
