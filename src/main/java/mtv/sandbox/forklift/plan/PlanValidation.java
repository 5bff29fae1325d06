package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.MigrationType;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.build.TargetNames;
import mtv.sandbox.forklift.maps.ProviderPairs;
import mtv.sandbox.forklift.phase.ReconcileContext;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ControllerSettings;
import mtv.sandbox.forklift.runtime.ProviderConnections;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Validates a Plan. The order matters: if the source is not ready only that is reported, and VMs are validated only if
 * both maps are valid.
 */
final class PlanValidation {

    private final ControllerEnvironment environment;
    private final PlanVms vms;

    PlanValidation(ControllerEnvironment environment) {
        this.environment = environment;
        this.vms = new PlanVms(environment);
    }

    /** Forgets a deleted Plan. */
    void forget(ObjectKey plan) {
        vms.forget(plan);
    }

    /**
     * The Plan with all its references resolved, if that is possible.
     *
     * @throws RequeueException where MTV's validation ends in an error: MTV writes no status then, and retries
     */
    Optional<ResolvedPlan> validate(Plan plan, Conditions conditions) {
        PlanSpec spec = plan.getSpec();
        ProviderPairs providers =
                ProviderPairs.check(spec.provider(), environment.caches().providers(), conditions);
        if (conditions.hasAny("SourceProviderNotReady")) {
            return Optional.empty();
        }
        providers.source().ifPresent(this::requireSecret);
        validateNamespace(spec, conditions);
        Optional<NetworkMap> networkMap = networkMap(spec, providers.source(), conditions);
        Optional<StorageMap> storageMap = storageMap(spec, conditions);
        if (conditions.blocked()) {
            return Optional.empty();
        }
        Provider source = providers.source().orElseThrow();
        Provider destination = providers.destination().orElseThrow();
        requireSecret(destination);
        SourcePlatform platform =
                environment.platform(source).orElseThrow(() -> new RequeueException("the source's inventory"));
        SourceKind kind = SourceKind.of(platform.type());
        KubernetesClient target = environment.connections().to(destination);
        UserDefinedNetworks.validate(target, spec.targetNamespace(), conditions);
        validateType(spec, kind, environment.settings().get(), conditions);
        Map<String, SimVm> machines = platform.vms().stream().collect(Collectors.toMap(SimVm::id, vm -> vm));
        Plan withIds = vms.resolve(plan, kind, machines, conditions);
        ResolvedPlan resolved = new ResolvedPlan(
                withIds, source, destination, networkMap.orElseThrow(), storageMap.orElse(null), platform, machines);
        vms.validate(plan, resolved, conditions);
        ReconcileContext context = vms.context(resolved);
        new PlanOptions(environment, plan, conditions).validate(context, resolved.offloads());
        return Optional.of(resolved);
    }

    /** Requires the Secret of a Provider. MTV ends in an error without it, whatever the Provider's status says. */
    private void requireSecret(Provider provider) {
        if (!ProviderConnections.isHost(provider)) {
            ObjectKey secret = ObjectKey.of(provider.getSpec().secret());
            environment.caches().secrets().get(secret).orElseThrow(() -> new RequeueException("Secret " + secret));
        }
    }

    private static void validateNamespace(PlanSpec plan, Conditions conditions) {
        String namespace = plan.targetNamespace();
        if (namespace == null || namespace.isEmpty()) {
            conditions.block("NamespaceNotValid", "NotSet", "Target namespace is not valid.");
        } else if (!TargetNames.isSubdomain(namespace)) {
            conditions.block("NamespaceNotValid", "NotValid", "Target namespace is not valid.");
        }
    }

    private Optional<NetworkMap> networkMap(PlanSpec plan, Optional<Provider> source, Conditions conditions) {
        Optional<NetworkMap> map =
                environment.caches().networkMaps().get(ObjectKey.of(plan.map().network()));
        reference("NetworkMapRefNotValid", plan.map().network(), map, conditions);
        map.ifPresent(found -> {
            if (!found.has("Ready")) {
                conditions.block("NetworkMapNotReady", null, "Network map does not have the Ready condition.");
            }
            validateDestinations(plan, source, found, conditions);
        });
        return map;
    }

    private void validateDestinations(PlanSpec plan, Optional<Provider> source, NetworkMap map, Conditions conditions) {
        List<NetworkDestination> destinations =
                map.getSpec().map().stream().map(pair -> pair.destination()).toList();
        boolean pod = destinations.stream().anyMatch(place -> place.type() == NetworkDestination.Type.POD);
        boolean preserves =
                source.filter(provider -> "vsphere".equals(provider.getSpec().type()))
                                .isPresent()
                        && !Boolean.FALSE.equals(plan.preserveStaticIPs());
        if (pod && preserves && !UserDefinedNetworks.isPrimaryIn(environment.client(), plan.targetNamespace())) {
            conditions.warn(
                    "NetMapPreservingIPsOnPodNetwork", null, "Static addresses cannot be kept on the pod network.");
        }
        destinations.stream()
                .filter(place -> place.type() == NetworkDestination.Type.MULTUS)
                .filter(place -> !Objects.equals(plan.targetNamespace(), place.namespace())
                        && !"default".equals(place.namespace()))
                .findFirst()
                .ifPresent(place -> conditions.block(
                        "NetMapDestinationNADNotValid",
                        "NotValid",
                        "Destination network " + place.namespace() + "/" + place.name()
                                + " is neither in the target namespace nor in default."));
    }

    /** The StorageMap. A conversion alone needs none, because its disks are there. */
    private Optional<StorageMap> storageMap(PlanSpec plan, Conditions conditions) {
        if (plan.type() == MigrationType.CONVERSION) {
            return Optional.empty();
        }
        Optional<StorageMap> map =
                environment.caches().storageMaps().get(ObjectKey.of(plan.map().storage()));
        reference("StorageRefNotValid", plan.map().storage(), map, conditions);
        if (map.isPresent() && !map.get().has("Ready")) {
            conditions.block("StorageMapNotReady", null, "Storage map does not have the Ready condition.");
        }
        return map;
    }

    private static void reference(String type, ObjectRef ref, Optional<?> found, Conditions conditions) {
        if (!isSet(ref)) {
            conditions.block(type, "NotSet", "The map is not set.");
        } else if (found.isEmpty()) {
            conditions.block(type, "NotFound", "The map was not found.");
        }
    }

    private static boolean isSet(ObjectRef ref) {
        return Stream.of(ref.namespace(), ref.name()).allMatch(part -> part != null && !part.isEmpty());
    }

    /**
     * Validates the type of the migration. Live migration is refused for openshift as well, as it is where KubeVirt's
     * feature gate is off.
     */
    private static void validateType(
            PlanSpec plan, SourceKind kind, ControllerSettings settings, Conditions conditions) {
        boolean warm = kind.warm() && (kind != SourceKind.OVIRT || settings.ovirtWarm());
        if (plan.isWarm() && !warm) {
            conditions.block(
                    "WarmMigrationNotReady",
                    "NotSupported",
                    "Warm migration from the source provider is not supported.");
        }
        boolean possible = plan.type() == null
                || switch (plan.type()) {
                    case COLD -> true;
                    case WARM -> warm;
                    case CONVERSION -> kind == SourceKind.VSPHERE;
                    case LIVE -> false;
                };
        if (!possible) {
            conditions.block(
                    "MigrationTypeNotValid",
                    "NotSupported",
                    "This type of migration from the source provider is not supported.");
        }
    }
}
