package mtv.sandbox.mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Provider;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Secrets;
import mtv.sandbox.source.SourcePlatform;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.Optional;

/** Opens a session with a platform, after its certificate was verified unless that is not wanted. */
final class PlatformProbe implements ConnectionProbe {

    private final Environment environment;

    PlatformProbe(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void run(Provider provider, Secret secret, boolean again, Conditions conditions) {
        ProviderType type = ProviderType.of(provider.getSpec().type()).orElseThrow();
        Optional<SourcePlatform> platform = environment.platform(provider);
        if (platform.isEmpty()) {
            ConnectionProbe.failed(
                    conditions, "nothing answers at " + provider.getSpec().url());
        } else if (type.verifies(secret) && !trusts(secret, platform.get().thumbprint())) {
            ConnectionProbe.failed(conditions, "x509: certificate signed by unknown authority");
        } else if (!platform.get().accepts(Secrets.values(secret))) {
            ConnectionProbe.denied(conditions, "incorrect user name or password");
        } else {
            ConnectionProbe.succeeded(conditions);
        }
    }

    /** The sandbox's platforms sign for themselves: the certificate is its own authority. */
    static boolean trusts(Secret secret, String thumbprint) {
        byte[] pem = Secrets.ca(secret).orElse("").getBytes(StandardCharsets.UTF_8);
        try {
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
                if (HexFormat.ofDelimiter(":").formatHex(digest).equalsIgnoreCase(thumbprint)) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
