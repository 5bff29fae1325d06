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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a session with vCenter, after its certificate was verified unless that is not wanted. */
final class VSphereProbe implements ConnectionProbe {

    private static final String INSECURE = "insecureSkipVerify";

    private final Environment environment;

    VSphereProbe(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<String> missingKeys(Secret secret) {
        List<String> missing = new ArrayList<>();
        for (String key : List.of("user", "password")) {
            if (Secrets.value(secret, key).isEmpty()) {
                missing.add(key);
            }
        }
        if (!Secrets.flag(secret, INSECURE) && Secrets.ca(secret).isEmpty()) {
            missing.add("ca.crt");
        }
        return missing;
    }

    @Override
    public void run(Provider provider, Secret secret, boolean again, Conditions conditions) {
        if (Secrets.flag(secret, INSECURE)) {
            conditions.set(Conditions.warn(
                    "ConnectionInsecure",
                    "SkipTLSVerification",
                    "TLS is susceptible to machine-in-the-middle attacks."));
        }
        Optional<SourcePlatform> platform = environment.platform(provider);
        if (platform.isEmpty()) {
            ConnectionProbe.failed(
                    conditions, "nothing answers at " + provider.getSpec().url());
        } else if (!Secrets.flag(secret, INSECURE) && !trusts(secret, platform.get())) {
            ConnectionProbe.failed(conditions, "x509: certificate signed by unknown authority");
        } else if (!platform.get()
                .accepts(Map.of(
                        "user", Secrets.value(secret, "user").orElse(""),
                        "password", Secrets.value(secret, "password").orElse("")))) {
            ConnectionProbe.denied(conditions, "incorrect user name or password");
        } else {
            ConnectionProbe.succeeded(conditions);
        }
    }

    @Override
    public String fingerprint(Provider provider) {
        return environment.platform(provider).map(SourcePlatform::thumbprint).orElse(null);
    }

    /** The sandbox's vCenter signs for itself: its certificate is its authority. */
    private static boolean trusts(Secret secret, SourcePlatform platform) {
        byte[] pem = Secrets.ca(secret).orElse("").getBytes(StandardCharsets.UTF_8);
        try {
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
                if (HexFormat.ofDelimiter(":").formatHex(digest).equalsIgnoreCase(platform.thumbprint())) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
