package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Provider;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.SourcePlatform;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens a session with a platform, after verifying its certificate unless verification is off. */
public final class PlatformProbe implements ConnectionProbe {

    private static final String ESXI = "esxi";
    private static final Set<String> OPENSTACK_LOGINS = Set.of("", "password", "token", "applicationcredential");

    private final ControllerEnvironment environment;

    PlatformProbe(ControllerEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The result of a test.
     *
     * @param why in words, if it failed
     */
    public record Result(Outcome outcome, String why) {

        private static Result failed(String why) {
            return new Result(Outcome.FAILED, why);
        }
    }

    /**
     * The outcome of a test. Denied means a refused login, which MTV does not retry. It distinguishes that from other
     * failures for some types only.
     */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        DENIED
    }

    @Override
    public void run(Provider provider, Secret secret, boolean again, Conditions conditions) {
        ProviderType type = ProviderType.of(provider.getSpec().type()).orElseThrow();
        Result result = test(
                type, environment.platform(provider), secret, provider.getSpec().settings());
        switch (result.outcome()) {
            case SUCCEEDED -> ConnectionProbe.succeeded(conditions);
            case FAILED -> ConnectionProbe.failed(conditions, result.why());
            case DENIED -> ConnectionProbe.denied(conditions, result.why());
        }
    }

    /**
     * @param platform what answers at the URL, if it is of the type
     * @param settings of the Provider; null for none
     */
    public static Result test(
            ProviderType type, Optional<SourcePlatform> platform, Secret secret, Map<String, String> settings) {
        if (type == ProviderType.OPENSTACK && !OPENSTACK_LOGINS.contains(value(secret, "authType"))) {
            return Result.failed("unsupported authentication type");
        }
        if (platform.isEmpty()) {
            return Result.failed("nothing answers at the url");
        }
        return verifies(type) && !trusts(secret, platform.get().thumbprint())
                ? Result.failed("x509: certificate signed by unknown authority")
                : login(type, platform.get(), secret, settings);
    }

    private static Result login(
            ProviderType type, SourcePlatform platform, Secret secret, Map<String, String> settings) {
        if (!platform.accepts(ProviderSecrets.values(secret))) {
            boolean distinguished = type == ProviderType.VSPHERE || type == ProviderType.OVIRT;
            return new Result(distinguished ? Outcome.DENIED : Outcome.FAILED, "incorrect user name or password");
        }
        if (type == ProviderType.VSPHERE && settings != null && ESXI.equals(settings.get("sdkEndpoint"))) {
            return Result.failed("the provider is said to be an ESXi host, and the url leads to a vCenter");
        }
        return new Result(Outcome.SUCCEEDED, "");
    }

    private static String value(Secret secret, String key) {
        return ProviderSecrets.value(secret, key).orElse("");
    }

    private static boolean verifies(ProviderType type) {
        return type != ProviderType.OVA && type != ProviderType.EC2;
    }

    /** Whether a Secret has a CA certificate. */
    public static boolean hasAuthority(Secret secret) {
        return !ProviderCertificates.authorities(secret).isEmpty();
    }

    /**
     * Whether a certificate is verified by a Secret, or verification is off. Platforms of the sandbox sign their own
     * certificates, so the certificate is also its CA.
     */
    public static boolean trusts(Secret secret, String thumbprint) {
        return ProviderSecrets.flag(secret, ProviderType.INSECURE)
                || ProviderCertificates.authorities(secret).contains(thumbprint);
    }
}
