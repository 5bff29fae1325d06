package mtv.sandbox.mtv.plan;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.MigrationType;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.sandbox.mtv.build.SourceKind;
import mtv.sandbox.mtv.build.TargetNames;
import mtv.sandbox.mtv.maps.ProviderPairs;
import mtv.sandbox.mtv.run.Pass;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Settings;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;
import mtv.sandbox.work.Key;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a Plan can run. The order matters: with an unready source nothing but that is told, and VMs are looked at
 * only when both maps are good.
 */
final class PlanValidation {

    private final Environment environment;
    private final PlanVms vms;

    PlanValidation(Environment environment) {
        this.environment = environment;
        this.vms = new PlanVms(environment);
    }

    /** When the Plan is gone. */
    void forget(Key plan) {
        vms.forget(plan);
    }

    /** The Plan with all its references, if they are so far in order that it could be worked with. */
    Optional<Subject> validate(Plan plan, Conditions conditions) {
        ProviderPairs providers = ProviderPairs.check(
                plan.getSpec().provider(), environment.caches().providers(), conditions);
        boolean sourceReady = !conditions.hasAny("SourceProviderNotValid", "SourceProviderNotReady");
        if (!sourceReady) {
            return Optional.empty();
        }
        validateNamespace(plan.getSpec(), conditions);
        Optional<NetworkMap> networkMap = networkMap(plan.getSpec(), conditions);
        Optional<StorageMap> storageMap = storageMap(plan.getSpec(), conditions);
        if (conditions.blocked()) {
            return Optional.empty();
        }
        Provider source = providers.source().orElseThrow();
        Optional<SourcePlatform> platform = environment.platform(source);
        if (platform.isEmpty()) {
            return Optional.empty();
        }
        validateType(plan.getSpec(), platform.get(), environment.settings().get(), conditions);
        Map<String, SimVm> machines = platform.get().vms().stream().collect(Collectors.toMap(SimVm::id, vm -> vm));
        Plan resolved = vms.resolve(plan, machines, conditions);
        Subject subject = new Subject(
                resolved,
                source,
                providers.destination().orElseThrow(),
                networkMap.orElseThrow(),
                storageMap.orElseThrow(),
                platform.get(),
                machines);
        vms.validate(subject, conditions);
        KubernetesClient destination = environment.connections().to(subject.destination());
        Pass pass = vms.pass(subject);
        new PlanOptions(environment, resolved, conditions).validate(destination, pass);
        VddkCheck.apply(pass, conditions);
        return Optional.of(subject);
    }

    private static void validateNamespace(PlanSpec plan, Conditions conditions) {
        String namespace = plan.targetNamespace();
        if (namespace == null || namespace.isEmpty()) {
            conditions.block("NamespaceNotValid", "NotSet", "Target namespace is not valid.");
        } else if (!TargetNames.isLabel(namespace)) {
            conditions.block("NamespaceNotValid", "NotValid", "Target namespace is not valid.");
        }
    }

    private Optional<NetworkMap> networkMap(PlanSpec plan, Conditions conditions) {
        Optional<NetworkMap> map =
                environment.caches().networkMaps().get(Key.of(plan.map().network()));
        reference("NetworkMapRefNotValid", plan.map().network(), map, conditions);
        map.ifPresent(found -> {
            if (!found.has("Ready")) {
                conditions.block("NetworkMapNotReady", null, "Network map does not have the Ready condition.");
            }
            validateDestinations(plan, found, conditions);
        });
        return map;
    }

    private static void validateDestinations(PlanSpec plan, NetworkMap map, Conditions conditions) {
        List<NetworkDestination> destinations =
                map.getSpec().map().stream().map(pair -> pair.destination()).toList();
        boolean pod = destinations.stream().anyMatch(place -> place.type() == NetworkDestination.Type.POD);
        if (pod && !Boolean.FALSE.equals(plan.preserveStaticIPs())) {
            conditions.warn(
                    "NetMapPreservingIPsOnPodNetwork", null, "Static addresses cannot be kept on the pod network.");
        }
        List<String> elsewhere = destinations.stream()
                .filter(place -> place.type() == NetworkDestination.Type.MULTUS)
                .filter(place -> !List.of(plan.targetNamespace(), "default").contains(place.namespace()))
                .map(place -> place.namespace() + "/" + place.name())
                .toList();
        conditions.block(
                "NetMapDestinationNADNotValid",
                null,
                "Destination network is neither in the target namespace nor in default.",
                elsewhere);
    }

    private Optional<StorageMap> storageMap(PlanSpec plan, Conditions conditions) {
        Optional<StorageMap> map =
                environment.caches().storageMaps().get(Key.of(plan.map().storage()));
        reference("StorageRefNotValid", plan.map().storage(), map, conditions);
        if (map.isPresent() && !map.get().has("Ready")) {
            conditions.block("StorageMapNotReady", null, "Storage map does not have the Ready condition.");
        }
        return map;
    }

    private static void reference(String type, ObjectRef ref, Optional<?> found, Conditions conditions) {
        if (ref.name() == null) {
            conditions.block(type, "NotSet", "The map is not set.");
        } else if (found.isEmpty()) {
            conditions.block(type, "NotFound", "The map was not found.");
        }
    }

    /** Live migration is refused for openshift too, as with {@code feature_ocp_live_migration: "false"}. */
    private static void validateType(PlanSpec plan, SourcePlatform platform, Settings settings, Conditions conditions) {
        SourceKind kind = SourceKind.of(platform.type());
        if (plan.isWarm() && !(kind.warm() && (kind != SourceKind.OVIRT || settings.ovirtWarm()))) {
            conditions.block(
                    "WarmMigrationNotReady",
                    "NotSupported",
                    "Warm migration from the source provider is not supported.");
        }
        if (plan.type() == MigrationType.LIVE) {
            conditions.block(
                    "MigrationTypeNotValid",
                    "NotSupported",
                    "Live migration from the source provider is not supported.");
        }
    }
}
