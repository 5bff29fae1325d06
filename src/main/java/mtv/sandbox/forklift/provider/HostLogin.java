package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.SourcePlatform;

/** The login of an ESXi host; in the sandbox each knows its vCenter's user, and answers at its own address only. */
public final class HostLogin {

    private HostLogin() {}

    /**
     * Whether a host would turn a login away, or not answer at its address at all.
     *
     * @param host id; of one that the source does not have nothing is known
     * @param secret with the address under {@code ip}
     */
    public static boolean isRefused(SourcePlatform source, String host, Secret secret) {
        String address = ProviderSecrets.value(secret, "ip").orElse("");
        return source.hosts().stream()
                .filter(known -> known.id().equals(host))
                .anyMatch(known -> !known.address().equals(address) || !source.accepts(ProviderSecrets.values(secret)));
    }
}
