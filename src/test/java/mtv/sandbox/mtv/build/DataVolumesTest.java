package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.PlanSpec;
import mtv.sandbox.mtv.FakePlatform;
import mtv.sandbox.mtv.Samples;
import mtv.sandbox.mtv.runtime.Settings;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Order, names, sources and storage of the volumes. */
public class DataVolumesTest {

    private static final DataVolumes.Vddk VDDK = new DataVolumes.Vddk("https://vc/sdk", "login", "AA", "vddk:8");

    private final Mapping mapping =
            new Mapping(Samples.networks(), Samples.storage(), new FakePlatform(List.of(Samples.vm())));

    @Test
    public void disksAreNumberedByBus() {
        List<GenericKubernetesResource> volumes = build(Samples.plan(), VDDK);

        assertThat(volumes)
                .extracting(volume -> volume.getMetadata().getAnnotations().get(DataVolumes.DISK_SOURCE))
                .containsExactly("[ds-8] web-a/web-a_1.vmdk", "[ds-7] web-a/web-a.vmdk");
        assertThat(volumes)
                .extracting(volume -> volume.getMetadata().getGenerateName())
                .containsExactly("pl-web-web-a-disk-0-", "pl-web-web-a-disk-1-");
    }

    @Test
    public void theStorageMapDecidesOnClassAndModes() {
        JsonNode storage = spec(build(Samples.plan(), VDDK).get(0)).path("storage");

        assertThat(storage.path("storageClassName").asText()).isEqualTo("silver");
        assertThat(storage.at("/accessModes/0").asText()).isEqualTo("ReadWriteMany");
        assertThat(storage.path("volumeMode").asText()).isEqualTo("Block");
        assertThat(storage.at("/resources/requests/storage").asText()).isEqualTo("8193Mi");
    }

    @Test
    public void virtV2vGetsBlankVolumes() {
        assertThat(spec(build(Samples.plan(), VDDK).get(1))
                        .at("/source/vddk/backingFile")
                        .asText())
                .isEqualTo("[ds-7] web-a/web-a.vmdk");
        assertThat(spec(build(Samples.plan(), null).get(1)).at("/source/blank").isObject())
                .isTrue();
    }

    @Test
    public void anExactNameIsTakenAsTheTemplateGivesIt() {
        PlanSpec plan = Samples.plan()
                .withPvcNameTemplate("{{.VmName}}-d{{.DiskIndex}}")
                .withPvcNameTemplateUseGenerateName(false);

        assertThat(build(plan, VDDK))
                .extracting(volume -> volume.getMetadata().getName())
                .containsExactly("web-a-d0", "web-a-d1");
    }

    @Test
    public void aTemplateThatGivesNoNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> build(Samples.plan().withPvcNameTemplate("{{.FileName}}"), VDDK))
                .withMessageContaining("invalid k8s label");
    }

    private List<GenericKubernetesResource> build(PlanSpec plan, DataVolumes.Vddk vddk) {
        return DataVolumes.build(
                new DataVolumes.Request(
                        "pl-web", plan, Samples.planVm(), Samples.vm(), "web-a", Map.of("k", "v"), vddk),
                mapping,
                Settings.DEFAULTS);
    }

    private static JsonNode spec(GenericKubernetesResource volume) {
        return new ObjectMapper().valueToTree(volume).path("spec");
    }
}
