package mtv.acceptance.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.model.HookRef;
import mtv.model.MapPair;
import mtv.model.Migration;
import mtv.model.MigrationSpecBuilder;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.NetworkMapSpec;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpecBuilder;
import mtv.model.PlanVmBuilder;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.ProviderSpec;
import mtv.model.SourceRef;
import mtv.model.StorageDestination;
import mtv.model.StorageMap;
import mtv.model.StorageMapSpec;
import mtv.model.StoragePair;

import java.util.List;

/** Objects of MTV that refer to objects which do not exist. */
public final class ObjectsOfNobody {

    public static final String NS = "default";
    public static final ObjectRef GONE = new ObjectRef("gone", NS);
    public static final ProviderPair ENDS = new ProviderPair(GONE, GONE);

    private ObjectsOfNobody() {}

    public static Provider provider(String type, String url, ObjectRef secret) {
        Provider provider = named(new Provider(), "p");
        provider.setSpec(new ProviderSpec(type, url, secret, null));
        return provider;
    }

    public static StorageMap storageMap(ProviderPair ends, String storageClass, String datastore) {
        StorageMap map = named(new StorageMap(), "m");
        map.setSpec(new StorageMapSpec(
                ends, List.of(new StoragePair(SourceRef.byId(datastore), new StorageDestination(storageClass)))));
        return map;
    }

    public static NetworkMap networkMap(NetworkDestination destination) {
        NetworkMap map = named(new NetworkMap(), "m");
        map.setSpec(new NetworkMapSpec(ENDS, List.of(new NetworkPair(NetworkSource.byId("net-1"), destination))));
        return map;
    }

    public static Plan plan() {
        Plan plan = named(new Plan(), "plan");
        plan.setSpec(PlanSpecBuilder.builder()
                .targetNamespace("nowhere")
                .provider(ENDS)
                .map(new MapPair(GONE, GONE))
                .vms(List.of(
                        PlanVmBuilder.builder()
                                .id("vm-404")
                                .name("db")
                                .hooks(List.of(new HookRef(new ObjectRef("no-hook", NS), "PreHook")))
                                .build(),
                        PlanVmBuilder.builder().name("only-named").build(),
                        PlanVmBuilder.builder().id("vm-1").name("known").build()))
                .build());
        return plan;
    }

    public static Migration migration() {
        Migration migration = named(new Migration(), "migration");
        migration.setSpec(MigrationSpecBuilder.builder().plan(GONE).build());
        return migration;
    }

    public static <T extends HasMetadata> T named(T object, String name) {
        object.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(NS).build());
        return object;
    }
}
