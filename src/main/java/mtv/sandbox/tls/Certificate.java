package mtv.sandbox.tls;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A self-signed server certificate with its key, made at start-up; clients verify against the certificate itself.
 *
 * @param pem the certificate
 * @param thumbprint SHA-1 of the certificate, upper case and colon separated, as vSphere shows it
 */
public record Certificate(String pem, PrivateKey key, String thumbprint) {

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
            byte[] der = sign(hosts, until, pair).getEncoded();
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(der);
            return new Certificate(
                    pem(der),
                    pair.getPrivate(),
                    HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("this JVM cannot make a certificate", e);
        }
    }

    private static X509CertificateHolder sign(List<String> hosts, Instant until, KeyPair pair)
            throws IOException, OperatorCreationException {
        X500Name name = new X500Name("CN=" + hosts.get(0));
        GeneralName[] names = hosts.stream()
                .map(host -> new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        return new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(64, new SecureRandom()),
                        Date.from(until.minus(Duration.ofDays(730))),
                        Date.from(until),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static String pem(byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    /** What a server starts with. */
    public HttpServerOptions forServer() {
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setKeyCertOptions(keys());
        return OpenSSLEngineOptions.isAvailable() ? options.setSslEngineOptions(new OpenSSLEngineOptions()) : options;
    }

    /** A key store of the newer kind would spend 0.1 s of start-up on guarding the key. */
    private KeyCertOptions keys() {
        try {
            X509Certificate own = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            char[] password = new char[0];
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, password);
            store.setKeyEntry("server", key, password, new X509Certificate[] {own});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return KeyCertOptions.wrap((X509KeyManager) keys.getKeyManagers()[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot use its own certificate", e);
        }
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "Certificate " + thumbprint;
    }
}
