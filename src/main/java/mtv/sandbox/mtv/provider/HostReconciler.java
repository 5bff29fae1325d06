package mtv.sandbox.mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Host;
import mtv.model.HostSpec;
import mtv.model.HostStatus;
import mtv.model.Provider;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.ObjectCache;
import mtv.sandbox.mtv.runtime.Secrets;
import mtv.sandbox.source.Catalog;
import mtv.sandbox.source.SourcePlatform;
import mtv.sandbox.work.Key;
import mtv.sandbox.work.Reconciler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** ESXi hosts that disks are to be read from directly; in the sandbox they know vCenter's user. */
public final class HostReconciler implements Reconciler {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration RETEST = Duration.ofMinutes(15);

    private final Environment environment;

    public HostReconciler(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Duration> reconcile(Key key) {
        return environment.caches().hosts().get(key).flatMap(this::reconcile);
    }

    private Optional<Duration> reconcile(Host host) {
        Conditions conditions = new Conditions(host.conditions(), environment.now());
        Optional<SourcePlatform> platform = platform(host.getSpec(), conditions);
        Optional<Catalog.Host> esx = platform.flatMap(found -> esx(host.getSpec(), found, conditions));
        if (isEmpty(host.getSpec().ipAddress())) {
            conditions.block("IpNotValid", "NotSet", "The `ipAddress` is not valid.");
        }
        Optional<Secret> secret = secret(host.getSpec(), platform, conditions);
        conditions.note(
                "Validated",
                "Completed",
                "The host inventory reference, IP address, and credentials have been validated.");
        if (!conditions.blocked() && platform.isPresent()) {
            test(host.getSpec(), platform.get(), esx.orElseThrow(), secret.orElseThrow(), conditions);
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

    private Optional<SourcePlatform> platform(HostSpec spec, Conditions conditions) {
        if (spec.provider() == null || spec.provider().name() == null) {
            conditions.block("ProviderNotValid", "NotSet", "The provider is not valid.");
            return Optional.empty();
        }
        Optional<Provider> provider = environment.caches().providers().get(Key.of(spec.provider()));
        if (provider.isEmpty()) {
            conditions.block("ProviderNotValid", "NotFound", "The provider is not valid.");
            return Optional.empty();
        }
        if (!provider.get().has("Ready")) {
            conditions.block("ProviderNotReady", null, "The provider does not have the Ready condition.");
        }
        if (!"vsphere".equals(provider.get().getSpec().type())) {
            conditions.block("TypeNotValid", "TypeErr", "Provider type not supported.");
            return Optional.empty();
        }
        return environment.platform(provider.get());
    }

    private static Optional<Catalog.Host> esx(HostSpec spec, SourcePlatform platform, Conditions conditions) {
        List<Catalog.Host> found = platform.hosts().stream()
                .filter(esx -> isEmpty(spec.id())
                        ? esx.name().equals(spec.name())
                        : esx.id().equals(spec.id()))
                .toList();
        if (isEmpty(spec.id()) && isEmpty(spec.name())) {
            conditions.block("RefNotValid", "NotSet", "The `id` is not valid.");
        } else if (found.isEmpty()) {
            conditions.block("RefNotValid", "NotFound", "Referenced host not found.");
        } else if (found.size() > 1) {
            conditions.block("RefNotValid", "Ambiguous", "Host reference is ambiguous.");
        }
        return found.stream().findFirst();
    }

    private Optional<Secret> secret(HostSpec spec, Optional<SourcePlatform> platform, Conditions conditions) {
        String condition = "SecretNotValid";
        if (spec.secret() == null || spec.secret().name() == null) {
            conditions.block(condition, "NotSet", "The `secret` is not set.");
            return Optional.empty();
        }
        Optional<Secret> secret = environment.caches().secrets().get(Key.of(spec.secret()));
        if (secret.isEmpty()) {
            conditions.block(condition, "NotFound", "The `secret` cannot be found.");
            return secret;
        }
        List<String> missing = List.of("user", "password").stream()
                .filter(key -> Secrets.value(secret.get(), key).isEmpty())
                .toList();
        boolean verified = Secrets.flag(secret.get(), ProviderType.INSECURE)
                || platform.filter(found -> PlatformProbe.trusts(secret.get(), found.thumbprint()))
                        .isPresent();
        if (!missing.isEmpty() || !verified) {
            conditions.set(Conditions.critical(
                            condition,
                            "DataErr",
                            verified
                                    ? "The `secret` missing required data."
                                    : "certificate signed by unknown authority")
                    .withItems(missing.isEmpty() ? null : missing));
        }
        return secret;
    }

    private static void test(
            HostSpec spec, SourcePlatform platform, Catalog.Host esx, Secret secret, Conditions conditions) {
        if (esx.inMaintenance()) {
            conditions.block("InMaintenance", "StateEvaluated", "Host is in maintenance mode.");
        }
        if (!esx.status().equals("green")) {
            conditions.warn("HostStatusNotGreen", "StateEvaluated", "Host overallStatus is " + esx.status() + ".");
        }
        if (esx.status().equals("red")) {
            conditions.block("NotHealthy", "StateEvaluated", "Host overallStatus is red.");
        }
        if (esx.address().equals(spec.ipAddress()) && platform.accepts(Secrets.values(secret))) {
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
