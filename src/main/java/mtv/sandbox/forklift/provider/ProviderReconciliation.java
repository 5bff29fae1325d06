package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Condition;
import mtv.model.Provider;
import mtv.model.ProviderStatus;
import mtv.model.ServiceRef;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ProviderConnections;
import mtv.sandbox.sources.Catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One reconciliation of one Provider: validates it, tests its connection, and reports its inventory. */
final class ProviderReconciliation {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration RETEST = Duration.ofSeconds(30);
    private static final Duration PENDING = Duration.ofSeconds(120);
    /** The driver that mounts the share of a Hyper-V host. */
    private static final String SMB = "smb.csi.k8s.io";

    private static final String INVENTORY = "InventoryCreated";
    private static final String READY = "Ready";
    private static final String STAGING = "Staging";

    /**
     * What the reconciliation of a Provider works with.
     *
     * @param clusters tries a connection to an OpenShift cluster
     * @param platforms tries a connection to any other platform
     */
    record Helpers(
            ControllerEnvironment environment,
            InventoryCollectors inventories,
            ProviderCertificates certificates,
            ProviderServers servers,
            OffloadSshKeys keys,
            ConnectionProbe clusters,
            ConnectionProbe platforms) {}

    private final Helpers helpers;
    private final ControllerEnvironment environment;
    private final Provider provider;
    private final ProviderStatus before;
    private final boolean known;
    private final Optional<ProviderType> type;
    private final Optional<Secret> secret;
    private final Conditions conditions;
    private final ProviderValidation validation;
    private Optional<ServiceRef> service = Optional.empty();
    private String secretVersion;

    /** @param before the status that was reported last; empty for a new Provider */
    ProviderReconciliation(Helpers helpers, Provider provider, ProviderStatus before) {
        this.helpers = helpers;
        this.environment = helpers.environment();
        this.provider = provider;
        this.before = before;
        this.known = provider.getMetadata().getGeneration().equals(before.observedGeneration());
        this.type = ProviderType.of(provider.getSpec().type());
        this.secret = ProviderConnections.isHost(provider)
                ? Optional.empty()
                : environment
                        .caches()
                        .secrets()
                        .get(ObjectKey.of(provider.getSpec().secret()));
        this.conditions = new Conditions(provider.conditions(), environment.now());
        this.validation = new ProviderValidation(helpers.certificates(), provider, secret, conditions);
        this.secretVersion = before.secretResourceVersion();
    }

    /** @throws RequeueException if it ends in an error, after which no status is reported */
    void run() {
        service =
                type.filter(this::isServed).flatMap(served -> helpers.servers().ensure(provider, served));
        validation.run();
        if (!conditions.blocked()) {
            connect();
        }
        if (!conditions.blocked()) {
            reportInventory();
        }
        type.ifPresent(this::validateByType);
        if (!conditions.blocked()) {
            conditions.note("Validated", "Completed", "Validation has been completed.");
        }
        if (type.filter(ProviderType.VSPHERE::equals).isPresent()) {
            helpers.keys().ensure(provider);
        }
        if (secret.isEmpty() && !ProviderConnections.isHost(provider)) {
            throw new RequeueException("secret of provider " + ObjectKey.of(provider));
        }
        collect();
        if (isReady()) {
            conditions.require(READY, null, "The provider is ready.");
        }
    }

    private boolean isServed(ProviderType served) {
        return !served.serverStart().isZero();
    }

    private void connect() {
        ProviderType kind = type.orElseThrow();
        if (isServed(kind) && !isUp(kind)) {
            return;
        }
        ConnectionProbe probe = kind == ProviderType.OPENSHIFT ? helpers.clusters() : helpers.platforms();
        boolean again = known && !secretChanged() && helpers.inventories().collects(provider);
        probe.run(provider, secret.orElse(null), again, conditions);
    }

    /**
     * Whether the server is ready. A pod whose share cannot be mounted stays pending, which MTV reports as a failure
     * after some time.
     */
    private boolean isUp(ProviderType kind) {
        Duration age = helpers.inventories().served(provider);
        boolean mounted = service.isPresent() && environment.platform(provider).isPresent();
        if (mounted && age.compareTo(kind.serverStart()) >= 0) {
            return true;
        }
        if (!mounted && service.isPresent() && age.compareTo(PENDING) > 0) {
            validation.unserved("the provider's server has been pending for over " + PENDING.toSeconds() + " s");
        } else {
            conditions.note("WaitingForService", "Started", "Waiting for the provider's server to become ready.");
        }
        return false;
    }

    /** Reports the state of the collector before one is started, as MTV does, so a new Provider is Ready later. */
    private void reportInventory() {
        if (helpers.inventories().atParity(provider)) {
            helpers.inventories().announceParity(provider);
            conditions.require(INVENTORY, "Completed", "The inventory has been loaded.");
        } else if (helpers.inventories().collects(provider)) {
            conditions.note("LoadInventory", "Started", "Loading the inventory.");
        }
    }

    private void validateByType(ProviderType kind) {
        if (kind == ProviderType.VSPHERE && conditions.hasAny(INVENTORY)) {
            validateSsh();
        } else if (kind == ProviderType.HYPERV) {
            validateHyperv();
        }
    }

    /** Validates SSH, by which no host of the sandbox can be reached. */
    private void validateSsh() {
        Map<String, String> settings = provider.getSpec().settings();
        if (settings == null || !"ssh".equals(settings.get("esxiCloneMethod"))) {
            return;
        }
        if (!helpers.keys().have(provider)) {
            conditions.warn("SSHNotReady", "SSHKeysNotFound", "SSH keys are being generated.");
            return;
        }
        List<Catalog.Hypervisor> hosts =
                environment.platform(provider).orElseThrow().hosts();
        List<String> items = hosts.stream()
                .filter(host -> !host.address().isEmpty())
                .map(host -> String.join("|", host.id(), host.name(), host.address()))
                .toList();
        conditions.warn("SSHNotReady", "SSHConnectivityFailed", "SSH readiness validation issue.", items);
    }

    /** Reports a missing driver for SMB shares. */
    private void validateHyperv() {
        if (environment.client().storage().v1().csiDrivers().withName(SMB).get() == null) {
            validation.invalid("SMBCSIDriverNotReady", "NotFound", "SMB CSI driver is not available.");
        }
    }

    private boolean secretChanged() {
        return !Objects.equals(version(), secretVersion);
    }

    /** The version of the Secret; null for MTV's own cluster, which needs none. */
    private String version() {
        return secret.map(found -> found.getMetadata().getResourceVersion()).orElse(null);
    }

    /** Starts a collector, or replaces it after its Secret changed. Ready stays while a collector is reading. */
    private void collect() {
        if (conditions.blocked() || !conditions.hasAny(ConnectionProbe.SUCCEEDED)) {
            return;
        }
        if (secretChanged() || !known || !helpers.inventories().collects(provider)) {
            helpers.inventories().collect(provider, type.orElseThrow().reading());
            secretVersion = version();
        }
    }

    private boolean isReady() {
        return !conditions.blocked() && conditions.hasAny(ConnectionProbe.SUCCEEDED) && conditions.hasAny(INVENTORY);
    }

    private String phase() {
        if (isReady()) {
            return READY;
        }
        boolean failed = conditions.staged().stream()
                .filter(Condition::blocks)
                .anyMatch(condition -> condition.type().startsWith("Connection"));
        return failed && STAGING.equals(validation.phase()) ? ProviderValidation.CONNECTION_FAILED : validation.phase();
    }

    ProviderStatus status() {
        return new ProviderStatus(
                phase(),
                conditions.staged(),
                provider.getMetadata().getGeneration(),
                validation.fingerprint().orElse(before.fingerprint()),
                service.orElse(null),
                secretVersion);
    }

    private Optional<Duration> retest() {
        return ProviderConnections.isHost(provider) ? Optional.empty() : Optional.of(RETEST);
    }

    /**
     * When to reconcile again. A wrong login is not retried, because that could lock the account. The connection to
     * MTV's own cluster is not tested again.
     */
    Optional<Duration> next() {
        return switch (phase()) {
            case ProviderValidation.VALIDATION_FAILED -> Optional.empty();
            case ProviderValidation.CONNECTION_FAILED ->
                conditions.hasAny(ConnectionProbe.DENIED) ? Optional.empty() : Optional.of(SOON);
            case READY -> environment.inventory().isComplete(provider) ? retest() : Optional.of(SOON);
            default -> Optional.of(SOON);
        };
    }
}
