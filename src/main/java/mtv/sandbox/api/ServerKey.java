package mtv.sandbox.api;

import io.vertx.core.net.KeyCertOptions;

import javax.net.ssl.KeyManagerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A certificate in the form in which a server takes it. Vert.x's own way from PEM keeps the key in a PKCS #12 store,
 * whose encryption costs a server half a second at its start for a key that never leaves the memory.
 */
public final class ServerKey {

    private static final char[] NO_PASSWORD = {};

    private ServerKey() {}

    public static KeyCertOptions of(Certificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("server", key(certificate.keyPem()), NO_PASSWORD, new java.security.cert.Certificate[] {
                CertificateFactory.getInstance("X.509").generateCertificate(stream(certificate.pem()))
            });
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return KeyCertOptions.wrap(keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no certificate for a server", e);
        }
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static ByteArrayInputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
