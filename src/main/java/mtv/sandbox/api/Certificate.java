package mtv.sandbox.api;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
            byte[] der = Der.certificate(hosts, until.minus(Duration.ofDays(730)), until, pair);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(der);
            return new Certificate(
                    pem(der),
                    pair.getPrivate(),
                    HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make a certificate", e);
        }
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
