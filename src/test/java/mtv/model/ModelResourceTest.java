package mtv.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.model.serialization.ModelSerialization;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

public class ModelResourceTest {

    private static final KubernetesSerialization SERIALIZATION = ModelSerialization.shared();

    private static Plan plan(String status) {
        return SERIALIZATION.unmarshal(json(status), Plan.class);
    }

    private static String json(String status) {
        return """
                {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "Plan",
                 "metadata": {"name": "p", "namespace": "ns", "later": {"a": 1}},
                 "spec": {"targetNamespace": "t", "warm": "true", "later": [1, {"b": null}],
                          "vms": [{"id": "vm-1", "later": "x"}, {"id": "vm-2"}]},
                 "status": %s}""".formatted(status);
    }

    private static JsonNode tree(Object object) {
        return SERIALIZATION.unmarshal(SERIALIZATION.asJson(object), JsonNode.class);
    }

    /** Changes such as the suite makes. */
    @Test
    public void unknownFieldsAreKeptAndWrittenBack() {
        String status = "{\"conditions\": [], \"migration\": {\"vms\": [{\"id\": \"vm-1\", \"luks\": {}}]}}";
        Plan plan = plan(status);

        assertThat(plan.getSpec().isWarm()).isTrue();
        assertThat(plan.unreadable()).isEmpty();
        assertThat(SERIALIZATION.asYaml(List.of(plan))).contains("luks", "later");

        ObjectNode expected = (ObjectNode) SERIALIZATION.unmarshal(json(status), JsonNode.class);
        assertThat(tree(plan)).as("text stays text, null stays null").isEqualTo(expected);

        plan.getMetadata().setLabels(java.util.Map.of("a", "b"));
        plan.setSpec(plan.getSpec()
                .withArchived(true)
                .withVms(List.of(
                        plan.getSpec().vms().get(0).withTargetName("new"),
                        plan.getSpec().vms().get(1))));
        expected.withObject("/metadata/labels").put("a", "b");
        ((ObjectNode) expected.at("/spec")).put("archived", true);
        ((ObjectNode) expected.at("/spec/vms/0")).put("targetName", "new");
        assertThat(tree(plan)).isEqualTo(expected);
        assertThat(tree(SERIALIZATION.clone(plan))).isEqualTo(expected);
    }

    @Test
    public void onlyRemovedFieldsDisappear() {
        Plan plan = plan("{\"later\": 1}");
        plan.setSpec(
                plan.getSpec().withVms(List.of(plan.getSpec().vms().get(1))).withTargetNamespace(null));
        plan.setStatus(null);

        JsonNode written = tree(plan);
        assertThat(written.at("/spec/vms").toString()).isEqualTo("[{\"id\":\"vm-2\"}]");
        assertThat(written.at("/spec/targetNamespace").isMissingNode()).isTrue();
        assertThat(written.at("/spec/later").size()).isEqualTo(2);
        assertThat(written.has("status")).isFalse();
    }

    @DataProvider
    public Object[][] odd() {
        return new Object[][] {
            {"{\"migration\": {\"vms\": [{\"id\": 7, \"pipeline\": \"none\"}]}}", "status.migration.vms[0].pipeline"},
            {"{\"migration\": {\"started\": \"soon\"}}", "status.migration.started"},
            {
                "{\"migration\": {\"vms\": [{\"detectedBootDisk\": \"first\"}]}}",
                "status.migration.vms[0].detectedBootDisk"
            },
            {
                "{\"migration\": {\"vms\": [{\"detectedBootDisk\": 99999999999}]}}",
                "status.migration.vms[0].detectedBootDisk"
            },
            {"{\"migration\": {\"vms\": [{\"warm\": {\"successes\": {}}}]}}", "status.migration.vms[0].warm.successes"},
            {"{\"migration\": {\"vms\": [{\"disksCopied\": \"maybe\"}]}}", "status.migration.vms[0].disksCopied"},
            {"{\"migration\": {\"vms\": [\"vm-1\", {\"id\": \"vm-2\"}]}}", "status.migration.vms[0]"},
            {"{\"migration\": []}", "status.migration"},
            {"{\"observedGeneration\": {\"a\": 1}}", "status.observedGeneration"},
        };
    }

    @Test(dataProvider = "odd")
    public void unreadableFieldsAreReportedAndKept(String status, String path) {
        Plan plan = plan(status);

        assertThat(plan.unreadable()).extracting(UnreadableField::path).containsExactly(path);
        assertThat(plan.unreadable().get(0).describe()).contains(" is ", " belongs");
        assertThat(plan.tellsItsState()).isTrue();
        assertThat(plan.getSpec().targetNamespace()).as("the rest is read").isEqualTo("t");
        assertThat(tree(plan)).isEqualTo(SERIALIZATION.unmarshal(json(status), JsonNode.class));
        if (plan.getStatus().migration() != null && plan.getStatus().migration().vms() != null) {
            assertThat(plan.getStatus().migration().vms()).doesNotContainNull();
        }
    }

    @DataProvider
    public Object[][] hidden() {
        return new Object[][] {
            {"\"done\""},
            {"[]"},
            {"{\"conditions\": \"Ready\"}"},
            {"{\"conditions\": [\"Ready\"]}"},
            {"{\"conditions\": [{\"type\": [\"Ready\"]}]}"},
        };
    }

    @Test(dataProvider = "hidden")
    public void anObjectWithUnreadableConditionsDoesNotTellItsState(String status) {
        Plan plan = plan(status);
        assertThat(plan.tellsItsState()).isFalse();
        assertThat(plan.conditions()).noneMatch(Condition::isTrue);
    }

    /** Each value was sent by some release. */
    @Test
    public void valuesOfAnotherTypeAreConverted() {
        Plan plan = plan("""
                {"observedGeneration": "3", "conditions": null, "migration": {"started": "", "history": null,
                 "vms": [null, {"id": 7, "disksCopied": "true", "detectedBootDisk": "1", "error": "", "started": null,
                         "pipeline": [{"name": "DiskTransfer", "progress": {"completed": "5", "total": 7.0}}]}]}}""");

        assertThat(plan.unreadable()).isEmpty();
        assertThat(plan.getStatus().observedGeneration()).isEqualTo(3);
        assertThat(plan.getStatus().migration().started()).isNull();
        VmStatus vm = plan.getStatus().migration().vms().get(0);
        assertThat(vm.id()).isEqualTo("7");
        assertThat(vm.disksCopied()).isTrue();
        assertThat(vm.detectedBootDisk()).isEqualTo(1);
        assertThat(vm.pipeline().get(0).progress()).isEqualTo(new Progress(5, 7));
    }

    @Test
    public void anUnknownEnumValueIsReadAsNullAndWrittenBackUnchanged() {
        NetworkMap map = SERIALIZATION.unmarshal("""
                {"kind": "NetworkMap", "apiVersion": "forklift.konveyor.io/v1beta1", "metadata": {"name": "m"},
                 "spec": {"map": [{"source": {"id": "n"}, "destination": {"type": "udn"}}]}}""", NetworkMap.class);

        assertThat(map.getSpec().map().get(0).destination().type()).isNull();
        assertThat(map.unreadable().get(0).describe())
                .startsWith("spec.map[0].destination.type is \"udn\", where one of ");
        assertThat(tree(map).at("/spec/map/0/destination/type").asText()).isEqualTo("udn");
    }
}
