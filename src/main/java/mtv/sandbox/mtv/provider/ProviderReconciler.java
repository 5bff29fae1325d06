package mtv.sandbox.mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.model.ProviderStatus;
import mtv.sandbox.inventory.InventoryState;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Connections;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.ObjectCache;
import mtv.sandbox.mtv.runtime.Secrets;
import mtv.sandbox.source.SourcePlatform;
import mtv.sandbox.work.Key;
import mtv.sandbox.work.Reconciler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** From a Provider's type to its inventory, step by step; what a step finds wrong ends the turn. */
public final class ProviderReconciler implements Reconciler {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration RETEST = Duration.ofSeconds(30);
    private static final Set<String> FINALIZERS = Set.of("forklift/ova-provider", "forklift/hyperv-provider");

    private final Environment environment;
    private final Inventories inventories;
    private final ConnectionProbe clusters;
    private final ConnectionProbe platforms;
    private final Map<Key, String> uids = new ConcurrentHashMap<>();

    public ProviderReconciler(Environment environment, InventoryState state) {
        this.environment = environment;
        this.inventories = new Inventories(environment.clock(), state);
        this.clusters = new OpenShiftProbe(environment.connections());
        this.platforms = new PlatformProbe(environment);
    }

    @Override
    public Optional<Duration> reconcile(Key key) {
        Optional<Provider> found = environment.caches().providers().get(key);
        found.map(provider -> provider.getMetadata().getUid())
                .ifPresentOrElse(uid -> forgetOther(uids.put(key, uid), uid), () -> forgetOther(uids.remove(key), ""));
        return found.flatMap(this::reconcile);
    }

    private void forgetOther(String before, String uid) {
        if (before != null && !before.equals(uid)) {
            inventories.stop(before);
            environment.connections().forget(before);
        }
    }

    private Optional<Duration> reconcile(Provider provider) {
        if (provider.getMetadata().getDeletionTimestamp() != null) {
            release(provider);
            return Optional.empty();
        }
        Conditions conditions = new Conditions(provider.conditions(), environment.now());
        Optional<ProviderType> type = ProviderType.of(provider.getSpec().type());
        type.ifPresentOrElse(
                known -> validateSpec(provider.getSpec(), known, conditions),
                () -> conditions.block(
                        "ProviderTypeNotSupported",
                        "NotSupported",
                        "The provider type " + provider.getSpec().type() + " is not supported."));
        Optional<Secret> secret =
                environment.caches().secrets().get(Key.of(provider.getSpec().secret()));
        if (!conditions.blocked() && !Connections.isHost(provider)) {
            validateSecret(provider, type.orElseThrow(), secret, conditions);
        }
        boolean valid = !conditions.blocked();
        if (valid) {
            connect(provider, type.orElseThrow(), secret, conditions);
        }
        String phase = phase(valid, conditions);
        write(provider, phase, secret, conditions);
        return next(provider, phase, conditions);
    }

    /** The helper of such a Provider is gone with it; nothing else waits for its end. */
    private void release(Provider provider) {
        if (provider.getMetadata().getFinalizers().stream().anyMatch(FINALIZERS::contains)) {
            environment.client().resource(provider).edit(copy -> {
                copy.getMetadata().getFinalizers().removeAll(FINALIZERS);
                return copy;
            });
        }
    }

    private static void validateSpec(ProviderSpec spec, ProviderType type, Conditions conditions) {
        type.wrongUrl(spec.url())
                .ifPresent(reason -> conditions.block("UrlNotValid", reason, "The `url` is not valid."));
        List<String> wrong = type.wrongSettings(spec);
        conditions.block("SettingsNotValid", "NotValid", "A setting has no value that it may have.", wrong);
    }

    private static void validateSecret(
            Provider provider, ProviderType type, Optional<Secret> secret, Conditions conditions) {
        String condition = "SecretNotValid";
        if (provider.getSpec().secret().name() == null) {
            conditions.block(condition, "NotSet", "The secret is not set.");
        } else if (secret.isEmpty()) {
            conditions.block(condition, "NotFound", "The secret was not found.");
        } else {
            List<String> missing = type.missingKeys(secret.get());
            conditions.block(condition, "DataErr", "The secret lacks required data.", missing);
            if (type.warnsOfInsecurity() && Secrets.flag(secret.get(), ProviderType.INSECURE)) {
                conditions.warn(
                        "ConnectionInsecure",
                        "SkipTLSVerification",
                        "TLS is susceptible to machine-in-the-middle attacks.");
            }
        }
    }

    /** As far as the connection test and the inventory, once the helper runs that some types need. */
    private void connect(Provider provider, ProviderType type, Optional<Secret> secret, Conditions conditions) {
        if (!inventories.served(provider, type.serverStart())) {
            conditions.note("WaitingForService", "ContainerCreating", "The provider's server is being started.");
            return;
        }
        String version = version(provider, secret);
        ConnectionProbe probe = type == ProviderType.OPENSHIFT ? clusters : platforms;
        probe.run(provider, secret.orElse(null), inventories.collects(provider, version), conditions);
        if (!conditions.blocked()) {
            followInventory(provider, type, version, conditions);
        }
    }

    /** What the collector has reached is reported before one is started, so that a new Provider is Ready later. */
    private void followInventory(Provider provider, ProviderType type, String version, Conditions conditions) {
        if (!inventories.collects(provider, version)) {
            inventories.collect(provider, version, type.reading());
        } else if (inventories.atParity(provider)) {
            inventories.announceParity(provider);
            conditions.require("InventoryCreated", "Completed", "The inventory has been loaded.");
        } else {
            conditions.note("LoadInventory", "Started", "Loading the inventory.");
        }
        conditions.note("Validated", "Completed", "Validation has been completed.");
        if (conditions.hasAny(ConnectionProbe.SUCCEEDED) && conditions.hasAny("InventoryCreated")) {
            conditions.require("Ready", null, "The provider is ready.");
        }
    }

    private static String phase(boolean valid, Conditions conditions) {
        if (!valid) {
            return "ValidationFailed";
        }
        if (conditions.blocked()) {
            return "ConnectionFailed";
        }
        return conditions.hasAny("Ready") ? "Ready" : "Staging";
    }

    private void write(Provider provider, String phase, Optional<Secret> secret, Conditions conditions) {
        boolean fingerprint = conditions.hasAny(ConnectionProbe.SUCCEEDED)
                && ProviderType.of(provider.getSpec().type())
                        .filter(ProviderType::showsFingerprint)
                        .isPresent();
        ProviderStatus status = new ProviderStatus(
                phase,
                conditions.staged(),
                provider.getMetadata().getGeneration(),
                fingerprint
                        ? environment
                                .platform(provider)
                                .map(SourcePlatform::thumbprint)
                                .orElse(null)
                        : null,
                null,
                secret.map(found -> found.getMetadata().getResourceVersion()).orElse(null));
        ObjectCache.report(environment.caches().providers(), provider, status);
    }

    /** A wrong login is not tried again: that could lock the account. The own cluster cannot be lost. */
    private static Optional<Duration> next(Provider provider, String phase, Conditions conditions) {
        return switch (phase) {
            case "ValidationFailed" -> Optional.empty();
            case "ConnectionFailed" -> conditions.hasAny(ConnectionProbe.DENIED) ? Optional.empty() : Optional.of(SOON);
            case "Ready" -> Connections.isHost(provider) ? Optional.empty() : Optional.of(RETEST);
            default -> Optional.of(SOON);
        };
    }

    private static String version(Provider provider, Optional<Secret> secret) {
        return provider.getMetadata().getGeneration() + "/"
                + secret.map(found -> found.getMetadata().getResourceVersion()).orElse("");
    }
}
