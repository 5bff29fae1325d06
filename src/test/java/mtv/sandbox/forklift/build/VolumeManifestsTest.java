package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.PlanSpec;
import mtv.model.StorageDestination;
import mtv.sandbox.forklift.FakePlatform;
import mtv.sandbox.forklift.Samples;
import mtv.sandbox.forklift.itinerary.SampleVmOptions;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Order, names, sources and storage of the volumes that MTV creates. */
public class VolumeManifestsTest {

    private static final Transfer.Origin ORIGIN =
            new Transfer.Origin("https://source", "uuid", "login", "certificate", "AA", "vddk:8");

    private final PlanMaps mapping =
            new PlanMaps(Samples.networks(), Samples.storage(), new FakePlatform(List.of(Samples.vm())));

    @Test
    public void disksAreNumberedByBus() {
        List<JsonNode> volumes = build(Samples.plan(), Transfer.VDDK);
        assertThat(volumes)
                .extracting(volume -> volume.at("/metadata/annotations")
                        .path(VolumeManifests.DISK_SOURCE)
                        .asText())
                .containsExactly("[ds-8] web-a/web-a_1.vmdk", "[ds-7] web-a/web-a.vmdk");
        assertThat(volumes)
                .extracting(volume -> volume.at("/metadata/generateName").asText())
                .containsExactly("pl-web-web-a-disk-0-", "pl-web-web-a-disk-1-");
    }

    @Test
    public void classAndModesFollowTheStorageMap() {
        JsonNode storage = build(Samples.plan(), Transfer.VDDK).get(0).at("/spec/storage");
        assertThat(storage.path("storageClassName").asText()).isEqualTo("silver");
        assertThat(storage.at("/accessModes/0").asText()).isEqualTo("ReadWriteMany");
        assertThat(storage.path("volumeMode").asText()).isEqualTo("Block");
        assertThat(storage.at("/resources/requests/storage").asText()).isEqualTo("8193Mi");
    }

    @DataProvider
    public Object[][] transfers() {
        return new Object[][] {
            {Transfer.BLANK, "/spec/source/blank", "{}"},
            {Transfer.VDDK, "/spec/source/vddk/backingFile", "\"[ds-8] web-a/web-a_1.vmdk\""},
            {Transfer.IMAGEIO, "/spec/source/imageio/diskId", "\"[ds-8] web-a/web-a_1.vmdk\""},
            {Transfer.HTTP, "/spec/source/http/secretExtraHeaders", "[\"login\"]"},
            {Transfer.OVIRT, "/spec/engineUrl", "\"https://source\""},
            {Transfer.OPENSTACK, "/spec/identityUrl", "\"https://source\""},
        };
    }

    @Test(dataProvider = "transfers")
    public void theSourceOfAVolumeDependsOnTheTransfer(Transfer transfer, String where, String what) {
        assertThat(build(Samples.plan(), transfer).get(0).at(where).toString()).isEqualTo(what);
    }

    @Test
    public void aPopulatedClaimNamesItsPopulator() {
        List<JsonNode> objects = build(Samples.plan(), Transfer.OVIRT);
        assertThat(objects)
                .extracting(object -> object.path("kind").asText())
                .containsExactly(
                        "OvirtVolumePopulator",
                        "PersistentVolumeClaim",
                        "OvirtVolumePopulator",
                        "PersistentVolumeClaim");
        assertThat(objects.get(1).at("/spec/dataSourceRef/name"))
                .isEqualTo(objects.get(0).at("/metadata/name"));
        assertThat(objects.get(1).at("/metadata/labels/diskID").asText()).isNotEmpty();
    }

    @Test
    public void anExactNameIsTheTextOfTheTemplate() {
        PlanSpec plan = Samples.plan()
                .withPvcNameTemplate("{{.VmName}}-d{{.DiskIndex}}")
                .withPvcNameTemplateUseGenerateName(false);
        assertThat(build(plan, Transfer.VDDK))
                .extracting(volume -> volume.at("/metadata/name").asText())
                .containsExactly("web-a-d0", "web-a-d1");
    }

    @Test
    public void aTemplateThatGivesNoNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> build(Samples.plan().withPvcNameTemplate("{{.FileName}}"), Transfer.VDDK))
                .withMessageContaining("invalid k8s label");
    }

    private List<JsonNode> build(PlanSpec plan, Transfer transfer) {
        SimVm vm = Samples.vm();
        VolumeManifests volumes = new VolumeManifests(
                SampleVmOptions.vsphere(plan, vm, true).names("pl-web", "web-a"),
                transfer,
                ORIGIN,
                Map.of("migration", "0b6e0000-1111", "plan-name", "pl-web"),
                Map.of("migration", "0b6e0000-1111"),
                null,
                Map.of("asked", "for"));
        return SampleVmOptions.vsphere(plan, vm, true).disks().stream()
                .flatMap(disk -> {
                    StorageDestination place = mapping.storage(disk.disk()).orElseThrow();
                    return volumes.of(disk, place, null).stream();
                })
                .map(VolumeManifestsTest::json)
                .toList();
    }

    private static JsonNode json(GenericKubernetesResource volume) {
        return new ObjectMapper().valueToTree(volume);
    }
}
