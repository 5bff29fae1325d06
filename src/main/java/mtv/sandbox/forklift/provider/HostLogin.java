package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.SourcePlatform;

/**
 * The login of an ESXi host. In the sandbox each host accepts the vCenter's user, and answers only at its own address.
 */
public final class HostLogin {

    private HostLogin() {}

    /**
     * Whether a host refuses a login, or does not answer at the address.
     *
     * @param host id; a host that the source does not have refuses nothing
     * @param secret with the address under {@code ip}
     */
    public static boolean isRefused(SourcePlatform source, String host, Secret secret) {
        String address = ProviderSecrets.value(secret, "ip").orElse("");
        return source.hosts().stream()
                .filter(known -> known.id().equals(host))
                .anyMatch(known -> !known.address().equals(address) || !source.accepts(ProviderSecrets.values(secret)));
    }
}
