package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ProviderConnections;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.SourceUrl;

import java.net.MalformedURLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Validates type, URL and Secret of a Provider, in MTV's order. A finding does not end the validation, and the last
 * finding determines the phase. Some findings are errors, after which no status is reported.
 */
final class ProviderValidation {

    static final String VALIDATION_FAILED = "ValidationFailed";
    static final String CONNECTION_FAILED = "ConnectionFailed";

    private static final String URL = "UrlNotValid";
    private static final String SECRET = "SecretNotValid";
    private static final String CA = "ca.crt";
    private static final Pattern NFS = Pattern.compile("[^:]+:/[^:].*");
    private static final Pattern SMB = Pattern.compile("(smb:)?//[^/\\s]+/[^/\\s].*");
    private static final String WINRM_PORT = "winrmPort";

    private final ProviderCertificates certificates;
    private final Provider provider;
    private final ProviderSpec spec;
    private final Optional<ProviderType> type;
    private final Optional<Secret> secret;
    private final Conditions conditions;
    private String phase = "Staging";
    private String fingerprint;

    ProviderValidation(
            ProviderCertificates certificates, Provider provider, Optional<Secret> secret, Conditions conditions) {
        this.certificates = certificates;
        this.provider = provider;
        this.spec = provider.getSpec();
        this.type = ProviderType.of(spec.type());
        this.secret = secret;
        this.conditions = conditions;
    }

    String phase() {
        return phase;
    }

    /** The SHA-1 thumbprint of the certificate, if it was read. */
    Optional<String> fingerprint() {
        return Optional.ofNullable(fingerprint);
    }

    void run() {
        if (type.isEmpty()) {
            invalid("ProviderTypeNotSupported", "NotSupported", "The `type` is not supported: " + spec.type());
        }
        if (!ProviderConnections.isHost(provider)) {
            url(spec.url() == null ? "" : spec.url());
            secret();
        }
    }

    void invalid(String condition, String reason, String message) {
        conditions.block(condition, reason, message);
        phase = VALIDATION_FAILED;
    }

    void disconnected(String why) {
        ConnectionProbe.failed(conditions, why);
        phase = CONNECTION_FAILED;
    }

    /** Reports that the server that reads a share does not start, which MTV does not count as a failed connection. */
    void unserved(String why) {
        ConnectionProbe.failed(conditions, why);
        phase = VALIDATION_FAILED;
    }

    private boolean is(ProviderType wanted) {
        return type.filter(wanted::equals).isPresent();
    }

    private void url(String url) {
        String notValid = "The `url` is not valid.";
        if (url.isEmpty()) {
            invalid(URL, "NotSet", notValid);
        }
        boolean malformed = is(ProviderType.OVA)
                ? !NFS.matcher(url).matches()
                : is(ProviderType.HYPERV) ? url.isEmpty() : parsed(url).isEmpty();
        if (malformed) {
            invalid(URL, "Malformed", notValid);
        }
    }

    private static Optional<SourceUrl> parsed(String url) {
        try {
            return Optional.of(SourceUrl.parse(url));
        } catch (MalformedURLException e) {
            return Optional.empty();
        }
    }

    private void secret() {
        if (!ObjectKey.of(spec.secret()).isSet()) {
            invalid(SECRET, "NotSet", "The `secret` is not valid.");
        } else if (secret.isEmpty()) {
            invalid(SECRET, "NotFound", "The `secret` is not valid.");
        } else {
            type.ifPresent(known -> content(known, secret.get()));
        }
    }

    private void content(ProviderType known, Secret found) {
        List<String> keys = new ArrayList<>(known.keys());
        if (is(ProviderType.HYPERV) && ProviderSecrets.has(found, "smbUrl") && !isShare(found)) {
            invalid(SECRET, "DataErr", "The smbUrl in secret is malformed.");
        } else if (known.needsAuthority()
                && !ProviderSecrets.flag(found, ProviderType.INSECURE)
                && noAuthority(found)) {
            keys.add(CA);
        } else if (known.needsAuthority() && !tls(known, found)) {
            return;
        }
        keys.removeIf(key -> ProviderSecrets.has(found, key));
        if (!keys.isEmpty()) {
            conditions.block(SECRET, "DataErr", "The `secret` is not valid.", keys);
            phase = VALIDATION_FAILED;
        }
    }

    private static boolean noAuthority(Secret found) {
        return ProviderSecrets.ca(found).isEmpty();
    }

    private static boolean isShare(Secret found) {
        return SMB.matcher(ProviderSecrets.value(found, "smbUrl").orElse("").replace('\\', '/'))
                .matches();
    }

    /** @return whether to validate the keys afterwards */
    private boolean tls(ProviderType known, Secret found) {
        if (ProviderSecrets.flag(found, ProviderType.INSECURE)) {
            conditions.warn(
                    "ConnectionInsecure",
                    "SkipTLSVerification",
                    "TLS is susceptible to machine-in-the-middle attacks when certificate verification is skipped.");
        } else if (known.opensTlsFirst()) {
            verify(known, found);
        }
        return known != ProviderType.VSPHERE || showsCertificate(found);
    }

    private void verify(ProviderType known, Secret found) {
        Optional<String> shown = parsed(tlsUrl(known)).flatMap(certificates::at);
        if (ProviderCertificates.authorities(found).isEmpty()) {
            disconnected("failed to parse the CA certificate from secret");
        } else if (shown.isEmpty()) {
            disconnected("failed to get TLS certificate");
        } else if (!PlatformProbe.trusts(found, shown.get())) {
            disconnected("x509: certificate signed by unknown authority");
        }
    }

    private String tlsUrl(ProviderType known) {
        if (known != ProviderType.HYPERV) {
            return spec.url() == null ? "" : spec.url();
        }
        String given = spec.settings() == null ? "" : spec.settings().getOrDefault(WINRM_PORT, "");
        String port = given.matches("0*[1-9][0-9]{0,4}") ? given : "5986";
        String address = String.valueOf(spec.url()).trim().replaceFirst("^https?://", "");
        return "https://" + address.replaceFirst(":[0-9]*$", "") + ":" + port;
    }

    /** Reads the certificate. A URL that cannot be parsed is an error, after which no status is reported. */
    private boolean showsCertificate(Secret found) {
        SourceUrl url = parsed(spec.url() == null ? "" : spec.url())
                .orElseThrow(() -> new RequeueException("url " + spec.url() + " cannot be parsed"));
        boolean readable = ProviderSecrets.flag(found, ProviderType.INSECURE)
                || !ProviderCertificates.authorities(found).isEmpty();
        Optional<String> shown = readable ? certificates.at(url) : Optional.empty();
        if (shown.isEmpty()) {
            disconnected("no TLS connection to " + spec.url());
            return false;
        }
        fingerprint = shown.get();
        return true;
    }
}
