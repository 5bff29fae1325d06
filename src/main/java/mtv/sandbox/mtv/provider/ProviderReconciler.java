package mtv.sandbox.mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.model.ProviderStatus;
import mtv.sandbox.inventory.InventoryState;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Connections;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.work.Key;
import mtv.sandbox.work.Reconciler;

import java.net.URI;
import java.net.URISyntaxException;
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
    private static final Set<String> TYPES =
            Set.of("openshift", "vsphere", "ovirt", "openstack", "ova", "hyperv", "ec2", "nutanix");

    private final Environment environment;
    private final Inventories inventories;
    private final Map<String, ConnectionProbe> probes;
    private final Map<Key, String> uids = new ConcurrentHashMap<>();

    public ProviderReconciler(Environment environment, InventoryState state) {
        this.environment = environment;
        this.inventories = new Inventories(environment.clock(), state);
        this.probes = Map.of(
                "openshift", new OpenShiftProbe(environment.connections()),
                "vsphere", new VSphereProbe(environment));
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
        Conditions conditions = new Conditions(provider.conditions(), environment.now());
        validateSpec(provider.getSpec(), conditions);
        Optional<Secret> secret =
                environment.caches().secrets().get(Key.of(provider.getSpec().secret()));
        if (!conditions.blocked() && !Connections.isHost(provider)) {
            validateSecret(provider, secret, conditions);
        }
        boolean valid = !conditions.blocked();
        String version = version(provider, secret);
        if (valid) {
            test(provider, secret, version, conditions);
        }
        if (!conditions.blocked()) {
            followInventory(provider, version, conditions);
        }
        String phase = phase(valid, conditions);
        write(provider, phase, secret, conditions);
        return next(provider, phase, conditions);
    }

    private static void validateSpec(ProviderSpec spec, Conditions conditions) {
        if (!TYPES.contains(spec.type())) {
            conditions.set(Conditions.critical(
                    "ProviderTypeNotSupported",
                    "NotSupported",
                    "The provider type " + spec.type() + " is not supported."));
            return;
        }
        boolean none = spec.url() == null || spec.url().isEmpty();
        if (none && !"openshift".equals(spec.type())) {
            conditions.set(Conditions.critical("UrlNotValid", "NotSet", "The url is not valid."));
        } else if (!none && !isUrl(spec.url())) {
            conditions.set(Conditions.critical("UrlNotValid", "Malformed", "The url is malformed."));
        }
    }

    private static boolean isUrl(String url) {
        try {
            URI uri = new URI(url);
            return uri.getScheme() != null && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void validateSecret(Provider provider, Optional<Secret> secret, Conditions conditions) {
        String type = "SecretNotValid";
        if (provider.getSpec().secret().name() == null) {
            conditions.set(Conditions.critical(type, "NotSet", "The secret is not set."));
        } else if (secret.isEmpty()) {
            conditions.set(Conditions.critical(type, "NotFound", "The secret was not found."));
        } else {
            List<String> missing = Optional.ofNullable(
                            probes.get(provider.getSpec().type()))
                    .map(probe -> probe.missingKeys(secret.get()))
                    .orElse(List.of());
            if (!missing.isEmpty()) {
                conditions.set(Conditions.critical(type, "DataErr", "The secret lacks required data.")
                        .withItems(missing));
            }
        }
    }

    private void test(Provider provider, Optional<Secret> secret, String version, Conditions conditions) {
        ConnectionProbe probe = probes.get(provider.getSpec().type());
        if (probe == null) {
            ConnectionProbe.failed(conditions, "no " + provider.getSpec().type() + " answers in this sandbox");
            return;
        }
        boolean again = inventories.collects(provider, version);
        probe.run(provider, secret.orElse(null), again, conditions);
    }

    /** What the collector has reached is reported before one is started, so that a new Provider is Ready later. */
    private void followInventory(Provider provider, String version, Conditions conditions) {
        if (!inventories.collects(provider, version)) {
            inventories.collect(provider, version);
        } else if (inventories.atParity(provider)) {
            inventories.announceParity(provider);
            conditions.set(Conditions.required("InventoryCreated", "Completed", "The inventory has been loaded."));
        } else {
            conditions.set(Conditions.advisory("LoadInventory", "Started", "Loading the inventory."));
        }
        conditions.set(Conditions.advisory("Validated", "Completed", "Validation has been completed."));
        if (conditions.hasAny(ConnectionProbe.SUCCEEDED) && conditions.hasAny("InventoryCreated")) {
            conditions.set(Conditions.required("Ready", null, "The provider is ready."));
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
        ConnectionProbe probe = probes.get(provider.getSpec().type());
        ProviderStatus status = new ProviderStatus(
                phase,
                conditions.staged(),
                provider.getMetadata().getGeneration(),
                probe == null || !conditions.hasAny(ConnectionProbe.SUCCEEDED) ? null : probe.fingerprint(provider),
                null,
                secret.map(found -> found.getMetadata().getResourceVersion()).orElse(null));
        if (!status.equals(provider.getStatus())) {
            environment.caches().providers().writeStatus(provider, copy -> copy.setStatus(status));
        }
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
