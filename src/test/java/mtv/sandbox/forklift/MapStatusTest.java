package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import mtv.model.Condition;
import mtv.model.ConditionedResource;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.NetworkMapSpec;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.ObjectRef;
import mtv.model.ProviderPair;
import mtv.model.SourceRef;
import mtv.model.StorageDestination;
import mtv.model.StorageMap;
import mtv.model.StorageMapSpec;
import mtv.model.StoragePair;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The status of a map follows its Providers and destinations. */
public class MapStatusTest extends ClusterFixture {

    private static final NetworkSource VM_NETWORK = NetworkSource.byId("network-11");

    @BeforeClass
    public void prepare() {
        cluster.awaitCondition(cluster.hostProvider("host"), "Ready");
        cluster.awaitCondition(cluster.vsphereProvider("vc"), "Ready");
    }

    @Test
    public void aMapToAnAttachmentWithoutANameHasNoStatus() {
        NetworkMap map = cluster.create(
                new NetworkMap(),
                "nad-nameless",
                new NetworkMapSpec(
                        pair("vc"), List.of(new NetworkPair(VM_NETWORK, NetworkDestination.multus("default", null)))));
        cluster.time().pass(Duration.ofMinutes(1));

        assertThat(cluster.client().resource(map).get().getStatus()).isNull();
    }

    @Test
    public void mapsWithoutASpecReportThatNothingIsSet() {
        NetworkMap networks = cluster.create(new NetworkMap(), "empty", null);
        StorageMap storages = cluster.create(new StorageMap(), "empty", null);

        for (ConditionedResource told : List.of(
                cluster.awaitCondition(networks, "SourceProviderNotValid"),
                cluster.awaitCondition(storages, "DestinationProviderNotValid"))) {
            assertThat(told.conditions()).extracting(Condition::reason).containsOnly("NotSet");
        }
    }

    @Test
    public void aMapIsReadyAgainWhenItsDestinationIsBack() {
        StorageClass gone = new StorageClassBuilder()
                .withNewMetadata()
                .withName("passing")
                .endMetadata()
                .withProvisioner("example.test/none")
                .build();
        cluster.client().resource(gone).create();
        StorageMap storages = storageMap("storage-goes", SourceRef.byId("datastore-7"), "passing", "passing");
        GenericKubernetesResource attachment = new GenericKubernetesResourceBuilder()
                .withApiVersion("k8s.cni.cncf.io/v1")
                .withKind("NetworkAttachmentDefinition")
                .withNewMetadata()
                .withName("passing")
                .withNamespace("default")
                .endMetadata()
                .build();
        cluster.client().resource(attachment).create();
        NetworkMap networks = cluster.create(
                new NetworkMap(),
                "network-goes",
                new NetworkMapSpec(
                        pair("vc"),
                        List.of(new NetworkPair(VM_NETWORK, NetworkDestination.multus("default", "passing")))));
        cluster.awaitCondition(storages, "Ready");
        cluster.awaitCondition(networks, "Ready");

        cluster.client().resource(gone).delete();
        cluster.client().resource(attachment).delete();

        Condition storage = cluster.awaitCondition(storages, "DestinationStorageNotValid")
                .condition("DestinationStorageNotValid")
                .orElseThrow();
        assertThat(storage.items()).containsExactly("passing", "passing");
        cluster.awaitCondition(networks, "DestinationNetworkNotValid");
        cluster.client().resource(gone).create();
        cluster.client().resource(attachment).create();
        cluster.awaitCondition(storages, "Ready");
        cluster.awaitCondition(networks, "Ready");
    }

    @Test
    public void aMapIsNotReadyWhenItsProviderIsDeleted() {
        cluster.awaitCondition(cluster.vsphereProvider("passing"), "Ready");
        StorageMap map = cluster.create(
                new StorageMap(),
                "provider-goes",
                new StorageMapSpec(
                        pair("passing"),
                        List.of(new StoragePair(SourceRef.byId("datastore-7"), new StorageDestination("gold")))));
        StorageMap ready = cluster.awaitCondition(map, "Ready");
        cluster.client()
                .resource(cluster.find(mtv.model.Provider.class, "passing"))
                .delete();

        StorageMap told = cluster.awaitCondition(map, "SourceProviderNotValid");
        assertThat(told.condition("SourceProviderNotValid").orElseThrow().reason())
                .isEqualTo("NotFound");
        assertThat(told.getStatus().references()).isEqualTo(ready.getStatus().references());
    }

    @Test
    public void aStorageIsReferredToOncePerEntry() {
        StorageMap map = storageMap("twice", SourceRef.byId("datastore-7"), "gold", "gold");

        assertThat(cluster.awaitCondition(map, "Ready").getStatus().references())
                .hasSize(2)
                .containsOnly(SourceRef.byIdAndName("datastore-7", "nfs-gold"));
    }

    @Test
    public void aMapHasNoReferencesWhenNothingIsFound() {
        StorageMap map = storageMap("nothing", SourceRef.byId("no"), "gold");

        assertThat(cluster.awaitCondition(map, "Ready").getStatus().references())
                .isNull();
    }

    private StorageMap storageMap(String name, SourceRef source, String... classes) {
        return cluster.create(
                new StorageMap(),
                name,
                new StorageMapSpec(
                        pair("vc"),
                        Stream.of(classes)
                                .map(storage -> new StoragePair(source, new StorageDestination(storage)))
                                .toList()));
    }

    private static ProviderPair pair(String source) {
        return new ProviderPair(new ObjectRef(source, TestCluster.MTV), new ObjectRef("host", TestCluster.MTV));
    }
}
