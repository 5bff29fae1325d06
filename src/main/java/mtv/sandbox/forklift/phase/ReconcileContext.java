package mtv.sandbox.forklift.phase;

import mtv.model.MigrationSpec;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.PlanMaps;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.itinerary.VmOptions;
import mtv.sandbox.forklift.objects.SourceCluster;
import mtv.sandbox.forklift.objects.TargetObjects;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ControllerSettings;
import mtv.sandbox.forklift.runtime.ProviderConnections;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the phases need during one pass over a Plan's VMs.
 *
 * @param migration what the run was asked for; its cutover and its canceled VMs may change from pass to pass
 * @param machines of the source, by id, as they were when the pass began
 * @param repeated whether an earlier run may have left something behind
 */
public record ReconcileContext(
        ControllerEnvironment environment,
        Plan plan,
        MigrationSpec migration,
        Labels labels,
        Provider source,
        Provider destination,
        SourcePlatform platform,
        Map<String, SimVm> machines,
        Catalog catalog,
        PlanMaps mapping,
        TargetObjects target,
        boolean repeated) {

    /** The objects in the Plan's own namespace, wherever its VMs are migrated to. */
    TargetObjects home() {
        return new TargetObjects(environment.client(), plan.getMetadata().getNamespace(), labels, Set.of());
    }

    public PlanSpec spec() {
        return plan.getSpec();
    }

    public ControllerSettings settings() {
        return environment.settings().get();
    }

    public SourceKind kind() {
        return SourceKind.of(platform.type());
    }

    /** @param before the VM's status, if a run has begun with it */
    public VmOptions ask(PlanVm planVm, SimVm vm, Optional<VmStatus> before) {
        boolean resumed = Boolean.TRUE.equals(migration.resumeConversion())
                && before.filter(status -> Boolean.TRUE.equals(status.disksCopied()))
                        .isPresent();
        boolean host = ProviderConnections.isHost(destination);
        return new VmOptions(spec(), planVm, vm, catalog, kind(), host, resumed, settings());
    }

    /** The ServiceAccount of the pods that the Plan starts; null for the default one. */
    public String serviceAccount() {
        return spec().serviceAccount() == null ? settings().serviceAccount() : spec().serviceAccount();
    }

    /** The annotation that makes a pod use the Plan's transfer network: with a route, or as its default network. */
    Map<String, String> transferNetwork() {
        ObjectRef network = spec().transferNetwork();
        if (network == null || network.name() == null) {
            return Map.of();
        }
        String route = target.routeOf(network);
        String name = "\"namespace\":\"" + network.namespace() + "\",\"name\":\"" + network.name() + "\"";
        if (route.isEmpty()) {
            return Map.of("v1.multus-cni.io/default-network", network.namespace() + "/" + network.name());
        }
        String gateway = route.equals("none") ? "" : ",\"default-route\":[\"" + route + "\"]";
        return Map.of("k8s.v1.cni.cncf.io/networks", "[{" + name + gateway + "}]");
    }

    /** Whether a ConfigMap exists on MTV's own cluster, in the Plan's namespace unless the reference names another. */
    boolean hasConfigMap(ObjectRef ref) {
        String namespace = ref.namespace() == null ? plan.getMetadata().getNamespace() : ref.namespace();
        return ResourceKind.CONFIG_MAP
                .find(environment.client(), namespace, ref.name())
                .isPresent();
    }

    SourceCluster sourceCluster() {
        return new SourceCluster(environment.connections().to(source));
    }

    /** The VDDK image of the Provider, else the one of MTV's configuration; empty if neither has one. */
    public String vddkImage() {
        return Optional.ofNullable(source.getSpec().settings())
                .map(wishes -> wishes.get("vddkInitImage"))
                .orElse(settings().vddkImage());
    }
}
