package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Host;
import mtv.model.HostSpec;
import mtv.model.HostStatus;
import mtv.model.Provider;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ObjectCache;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SourcePlatform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reconciles Hosts: ESXi hosts whose disks are read directly. In the sandbox they accept the vCenter's user. */
public final class HostReconciler implements Reconciler {

    private static final String SECRET = "SecretNotValid";
    /** Types whose inventories list hosts. */
    private static final Set<String> WITH_HOSTS = Set.of("vsphere", "ovirt", "hyperv", "nutanix");

    /** The host that a reference with nothing but a type finds, because MTV does not look it up. */
    private static final Catalog.Hypervisor NOWHERE = new Catalog.Hypervisor("", "", "", "", false, "");

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration RETEST = Duration.ofMinutes(15);

    private final ControllerEnvironment environment;

    public HostReconciler(ControllerEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Duration> reconcile(ObjectKey key) {
        return environment.caches().hosts().get(key).flatMap(this::reconcile);
    }

    private Optional<Duration> reconcile(Host host) {
        HostSpec spec = host.getSpec();
        Conditions conditions = new Conditions(host.conditions(), environment.now());
        Optional<Provider> provider = provider(spec, conditions);
        Optional<Catalog.Hypervisor> esx = esx(spec, provider, conditions);
        if (isEmpty(spec.ipAddress())) {
            conditions.block("IpNotValid", "NotSet", "The `ipAddress` is not valid.");
        }
        Optional<Secret> secret = secret(spec, provider, conditions);
        conditions.note(
                "Validated",
                "Completed",
                "The host inventory reference, IP address, and credentials have been validated.");
        if (!conditions.blocked()) {
            test(spec, environment.known(provider.orElseThrow()), esx.orElseThrow(), secret.orElseThrow(), conditions);
        }
        if (!conditions.blocked() && conditions.hasAny(ConnectionProbe.SUCCEEDED)) {
            conditions.require("Ready", null, "The host is ready.");
        }
        HostStatus status =
                new HostStatus(conditions.staged(), host.getMetadata().getGeneration());
        ObjectCache.report(environment.caches().hosts(), host, status);
        if (!conditions.blocked()) {
            return Optional.empty();
        }
        return Optional.of(conditions.hasAny(ConnectionProbe.FAILED) ? RETEST : SOON);
    }

    private Optional<Provider> provider(HostSpec spec, Conditions conditions) {
        ObjectKey key = ObjectKey.of(spec.provider());
        Optional<Provider> provider =
                key.isSet() ? environment.caches().providers().get(key) : Optional.empty();
        if (provider.isEmpty()) {
            conditions.block("ProviderNotValid", key.isSet() ? "NotFound" : "NotSet", "The provider is not valid.");
            return provider;
        }
        if (!provider.get().has("Ready")) {
            conditions.block("ProviderNotReady", null, "The provider does not have the Ready condition.");
        }
        if (!"vsphere".equals(provider.get().getSpec().type())) {
            conditions.block("TypeNotValid", "TypeErr", "Provider type not supported.");
        }
        return provider;
    }

    /** Finds the ESXi host. A Provider whose inventory lists no hosts is an error, which no condition reports. */
    private Optional<Catalog.Hypervisor> esx(HostSpec spec, Optional<Provider> provider, Conditions conditions) {
        if (isEmpty(spec.id()) && isEmpty(spec.name()) && isEmpty(spec.type())) {
            conditions.block("RefNotValid", "NotSet", "The `id` is not valid.");
            return Optional.empty();
        }
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        if (!WITH_HOSTS.contains(provider.get().getSpec().type())) {
            throw new RequeueException("hosts of provider " + ObjectKey.of(spec.provider()));
        }
        SourcePlatform platform = environment.known(provider.get());
        return isEmpty(spec.id()) && isEmpty(spec.name()) ? Optional.of(NOWHERE) : esx(spec, platform, conditions);
    }

    private static Optional<Catalog.Hypervisor> esx(HostSpec spec, SourcePlatform platform, Conditions conditions) {
        List<Catalog.Hypervisor> found = platform.hosts().stream()
                .filter(esx -> isEmpty(spec.id())
                        ? esx.name().equals(spec.name())
                        : esx.id().equals(spec.id()))
                .toList();
        if (found.isEmpty()) {
            conditions.block("RefNotValid", "NotFound", "Referenced host not found.");
        } else if (found.size() > 1) {
            conditions.block("RefNotValid", "Ambiguous", "Host reference is ambiguous.");
        }
        return found.stream().findFirst();
    }

    private Optional<Secret> secret(HostSpec spec, Optional<Provider> provider, Conditions conditions) {
        if (!ObjectKey.of(spec.secret()).isSet()) {
            conditions.block(SECRET, "NotSet", "The `secret` is not set.");
            return Optional.empty();
        }
        Optional<Secret> secret = environment.caches().secrets().get(ObjectKey.of(spec.secret()));
        if (secret.isEmpty()) {
            conditions.block(SECRET, "NotFound", "The `secret` cannot be found.");
        } else if (provider.filter(found -> "vsphere".equals(found.getSpec().type()))
                .isPresent()) {
            content(secret.get(), spec, provider.get(), conditions);
        }
        return secret;
    }

    /**
     * Validates the content of the Secret. A certificate that is not trusted is an error, which no condition reports.
     */
    private void content(Secret secret, HostSpec spec, Provider provider, Conditions conditions) {
        if (!ProviderSecrets.flag(secret, ProviderType.INSECURE) && !verified(secret, spec, provider)) {
            throw new RequeueException("the certificate of host " + spec.ipAddress() + " cannot be verified");
        }
        List<String> missing = List.of("user", "password").stream()
                .filter(key -> !ProviderSecrets.has(secret, key))
                .toList();
        conditions.block(SECRET, "DataErr", "The `secret` missing required data.", missing);
    }

    /** Whether the certificate is trusted. Hosts of the sandbox show the certificate of their vCenter. */
    private boolean verified(Secret secret, HostSpec spec, Provider provider) {
        SourcePlatform platform = environment.known(provider);
        return platform.hosts().stream().anyMatch(esx -> esx.address().equals(spec.ipAddress()))
                && PlatformProbe.trusts(secret, platform.thumbprint());
    }

    private static void test(
            HostSpec spec, SourcePlatform platform, Catalog.Hypervisor esx, Secret secret, Conditions conditions) {
        if (esx.inMaintenance()) {
            conditions.block("InMaintenance", "StateEvaluated", "Host is in maintenance mode.");
        }
        if (!esx.status().equals("green")) {
            conditions.warn("HostStatusNotGreen", "StateEvaluated", "Host overallStatus is " + esx.status() + ".");
        }
        if (esx.status().equals("red")) {
            conditions.block("NotHealthy", "StateEvaluated", "Host overallStatus is red.");
        }
        if (esx.address().equals(spec.ipAddress()) && platform.accepts(ProviderSecrets.values(secret))) {
            conditions.require(ConnectionProbe.SUCCEEDED, "Tested", "Connection test, succeeded.");
        } else {
            conditions.block(
                    ConnectionProbe.FAILED, "Tested", "Could not connect to the ESXi host, please check credentials.");
        }
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }
}
