package mtv.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import mtv.Scratch;
import mtv.model.StorageDestination;
import mtv.model.TargetPowerState;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The committed scenarios, and what a plans file may and may not contain. */
public class ScenariosTest {

    private static final String EVERYTHING = """
                {"all": {
                  "virtual_machines": [{"name": "db", "source_vm_power": "off", "guest_agent": true,
                                        "target_power_state": "auto", "clone": false,
                                        "prepare": {"firmware": "efi", "cpus": 4, "cores_per_socket": 2,
                                          "memory_mib": 4096, "datastore": "gold", "folder": "Clones",
                                          "host": "esx-1", "resource_pool": "tests", "linked_to_snapshot": "base",
                                          "disks": [{"size_gib": 8, "provisioning": "eager_zeroed",
                                            "controller": "sata", "datastore": "silver", "independent": true,
                                            "shared": true, "raw_device": "virtual"}],
                                          "nics": [{"network": "Prod", "mac": "00:50:56:00:00:01"}],
                                          "snapshots": [{"name": "a", "children": [{"name": "b"}]}],
                                          "guest_info": {"guestinfo.metadata": "x"}},
                                        "target_name": "data", "expected_addresses": ["192.0.2.1"],
                                        "pvc_name_template": "{{.VmId}}", "cancel": true,
                                        "guest_tells": {"cat /root/marker": "42"},
                                        "id": "vm-7", "path": "prod/db", "namespace": "src",
                                        "create": {"namespace": "vms", "container_disk": "e/i",
                                          "data_source": {"name": "rhel9", "namespace": "images"},
                                          "disk_gib": 7, "storage_class": "gold", "cpus": 3, "memory_mib": 640,
                                          "data_volume_templates": [
                                            {"metadata": {"name": "data"}, "spec": {"any": [1]}}],
                                          "instance_type": "small",
                                          "instance_type_kind": "VirtualMachineInstancetype",
                                          "preference": "rhel", "preference_kind": "VirtualMachinePreference"}}],
                  "warm_migration": true,
                  "preserve_static_ips": true,
                  "pvc_name_template": "{{.VmName}}-{{.DiskIndex}}",
                  "pvc_name_template_use_generate_name": false,
                  "vm_target_namespace": "elsewhere",
                  "target_labels": {"team": "a"},
                  "target_node_selector": {"zone": "b"},
                  "target_affinity": {"nodeAffinity": {}},
                  "skip_checks": {"guest-os": "no agent"},
                  "expected_deviations": [{"check": "nic-order", "because": "known"}],
                  "not_comparable": [{"check": "guest-os", "property": "guest", "because": "no agent"}],
                  "storage_map": [{"source": "gold", "storage_class": "fast", "access_mode": "ReadWriteOnce",
                                   "volume_mode": "Filesystem"}, {}],
                  "network_map": [{"source": "blue", "destination": "pod"}, {"destination": "default/br-1"}],
                  "hooks": [{"step": "PreHook", "image": "runner", "playbook": "- hosts: localhost"}],
                  "attempts": 2,
                  "archive": true,
                  "guest_canary": true,
                  "scc": "some-scc",
                  "max_downtime": 900,
                  "expect": {"result": "failed", "step": "ImageConversion", "reason": "because"}}}
                """;
    private static final Path PLANS = Path.of("config", "plans.json");

    @DataProvider
    Object[][] checkedIn() {
        return new Object[][] {
            {"test_warm_remote_ocp", true, List.of("mtv-tests-rhel8")},
            {"test_cold_remote_ocp", false, List.of("mtv-tests-rhel8", "mtv-win2019-79")},
            {"test_clusterrole_warm_remote_ocp", true, List.of("mtv-tests-rhel8")},
            {"test_clusterrole_scc_warm_remote_ocp", true, List.of("mtv-tests-rhel8")},
            {"test_sanity_warm_mtv_migration", true, List.of("mtv-tests-rhel8")},
            {"test_mtv_migration_warm_2disks2nics", true, List.of("mtv-rhel8-warm-2disks2nics")},
            {"test_sanity_cold_mtv_migration", false, List.of("mtv-tests-rhel8")},
        };
    }

    @Test(dataProvider = "checkedIn")
    public void theCheckedInScenariosAreThere(String name, boolean warm, List<String> vms) {
        Scenario scenario = Scenarios.load(PLANS).named(name);
        assertThat(scenario.warm()).isEqualTo(warm);
        assertThat(scenario.vms()).extracting(ScenarioVm::name).isEqualTo(vms);
        assertThat(scenario.vms()).allMatch(vm -> vm.cloning() == CloneChoice.AUTO);
    }

    @Test
    public void everyFieldIsRead() throws Exception {
        Scenario scenario = Scenarios.load(plans(EVERYTHING)).named("all");
        assertThat(scenario)
                .isEqualTo(new Scenario(
                        "all",
                        List.of(new ScenarioVm(
                                "db",
                                Optional.of(Power.OFF),
                                true,
                                Optional.of(TargetPowerState.AUTO),
                                CloneChoice.NEVER,
                                Optional.of("data"),
                                Optional.of("{{.VmId}}"),
                                true,
                                Set.of("192.0.2.1"),
                                Map.of("cat /root/marker", "42"),
                                Optional.of("vm-7"),
                                Optional.of("prod/db"),
                                Optional.of("src"),
                                preparation(),
                                Optional.of(creation()))),
                        true,
                        true,
                        Optional.of("{{.VmName}}-{{.DiskIndex}}"),
                        Optional.of(false),
                        Optional.of("elsewhere"),
                        new Scenario.Target(
                                Map.of("team", "a"),
                                Map.of("zone", "b"),
                                Optional.of(new AffinityBuilder()
                                        .withNewNodeAffinity()
                                        .endNodeAffinity()
                                        .build())),
                        storages(),
                        List.of(
                                new Scenario.NetworkChoice(Optional.of("blue"), "pod"),
                                new Scenario.NetworkChoice(Optional.empty(), "default/br-1")),
                        List.of(new Scenario.HookChoice("PreHook", "runner", Optional.of("- hosts: localhost"))),
                        2,
                        Map.of("guest-os", "no agent"),
                        List.of(new Scenario.AcceptedDeviation("nic-order", "", "known")),
                        List.of(new Scenario.AcceptedDeviation("guest-os", "guest", "no agent")),
                        true,
                        Optional.of("some-scc"),
                        Optional.of(900L),
                        true,
                        Optional.of(new ExpectedFailure("failed", Optional.of("ImageConversion"), "because"))));
    }

    private static Creation creation() {
        ObjectNode template = JsonNodeFactory.instance.objectNode();
        template.putObject("metadata").put("name", "data");
        template.putObject("spec").putArray("any").add(1);
        return new Creation(
                Optional.of("vms"),
                Optional.of("e/i"),
                Optional.of(new Creation.DataSource("rhel9", Optional.of("images"))),
                Optional.of(7),
                Optional.of("gold"),
                List.of(template),
                Optional.of("small"),
                Optional.of("VirtualMachineInstancetype"),
                Optional.of("rhel"),
                Optional.of("VirtualMachinePreference"),
                Optional.of(3),
                Optional.of(640));
    }

    private static Preparation preparation() {
        return new Preparation(
                Optional.of("efi"),
                Optional.of(4),
                Optional.of(2),
                Optional.of(4096),
                Optional.of("gold"),
                Optional.of("Clones"),
                Optional.of("esx-1"),
                Optional.of("tests"),
                Optional.of("base"),
                List.of(new Preparation.Disk(
                        8,
                        Optional.of(Preparation.Provisioning.EAGER_ZEROED),
                        Optional.of("sata"),
                        Optional.of("silver"),
                        true,
                        true,
                        Optional.of("virtual"))),
                List.of(new Preparation.Nic("Prod", Optional.of("00:50:56:00:00:01"))),
                List.of(new Preparation.Snapshot("a", List.of(new Preparation.Snapshot("b", List.of())))),
                Map.of("guestinfo.metadata", "x"));
    }

    private static List<Scenario.StorageChoice> storages() {
        return List.of(
                new Scenario.StorageChoice(
                        Optional.of("gold"),
                        Optional.of("fast"),
                        Optional.of(StorageDestination.AccessMode.READ_WRITE_ONCE),
                        Optional.of(StorageDestination.VolumeMode.FILESYSTEM)),
                new Scenario.StorageChoice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    public void fieldsThatAreAbsentAreLeftToMtv() throws Exception {
        Scenario scenario = Scenarios.load(
                        plans("{\"s\": {\"virtual_machines\": [{\"name\": \"db\"}], \"warm_migration\": false}}"))
                .named("s");
        assertThat(scenario)
                .isEqualTo(new Scenario(
                        "s",
                        List.of(new ScenarioVm(
                                "db",
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                CloneChoice.NEVER,
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Set.of(),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Preparation.NONE,
                                Optional.empty())),
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Scenario.Target(Map.of(), Map.of(), Optional.empty()),
                        List.of(),
                        List.of(),
                        List.of(),
                        1,
                        Map.of(),
                        List.of(),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty()));
    }

    @Test
    public void theFirstFittingEntryOfTheStorageMapWins() throws Exception {
        Scenario scenario = Scenarios.load(plans(EVERYTHING)).named("all");
        assertThat(scenario.storage(Set.of("gold", "datastore-7"), "usual"))
                .isEqualTo(new StorageDestination(
                        "fast",
                        StorageDestination.VolumeMode.FILESYSTEM,
                        StorageDestination.AccessMode.READ_WRITE_ONCE));
        assertThat(scenario.storage(Set.of("silver", "datastore-8"), "usual"))
                .isEqualTo(new StorageDestination("usual"));
    }

    @Test
    public void numberOfVmsTakesTheFirstVms() {
        Scenario cold = Scenarios.load(PLANS).named("test_cold_remote_ocp");
        assertThat(cold.atMost(1).vms()).extracting(ScenarioVm::name).containsExactly("mtv-tests-rhel8");
        assertThat(cold.atMost(2)).isEqualTo(cold);
        assertThat(cold.atMost(9)).isEqualTo(cold);
    }

    @Test
    public void aPatternAllowsWholeNamesOnly() {
        Scenario cold = Scenarios.load(PLANS).named("test_cold_remote_ocp");
        assertThat(cold.namesOutside(Pattern.compile("mtv-.*"))).isEmpty();
        assertThat(cold.namesOutside(Pattern.compile("mtv-tests"))).hasSize(2);
        assertThat(cold.namesOutside(Pattern.compile(".*rhel8"))).containsExactly("mtv-win2019-79");
    }

    @Test
    public void anUnknownNameIsAnsweredWithTheKnownNames() {
        Scenarios scenarios = Scenarios.load(PLANS);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> scenarios.named("test_cold_remote"))
                .withMessageContaining("class_plan_config: there is no scenario \"test_cold_remote\" in "
                        + "config/plans.json; did you mean test_cold_remote_ocp? Known: "
                        + "test_clusterrole_scc_warm_remote_ocp, test_clusterrole_warm_remote_ocp, "
                        + "test_cold_remote_ocp, test_mtv_migration_warm_2disks2nics, ");
    }

    @DataProvider
    Object[][] mistakes() {
        return new Object[][] {
            {"{\"s\": ", "plans.json:1:"},
            {"[]", "plans.json:1: /: array found, object expected; see config/plans.schema.json"},
            {
                "{\"s\": {\n\"virtual_machines\": [{\"name\": \"db\",\n\"power\": \"on\"}],\n"
                        + "\"warm_migration\": true}}",
                "plans.json:3: /s/virtual_machines/0: property 'power' is not defined in the schema and the schema does"
                        + " not allow additional properties; use one of: name, id, path, namespace, source_vm_power,"
            },
            {
                scenario("\n\"warm_migraton\": true"),
                "plans.json:2: /s: property 'warm_migraton' is not defined in the schema and the schema does not allow"
                        + " additional properties; did you mean warm_migration? see config/plans.schema.json for what"
            },
            {
                "{\"a b\": {}}",
                "plans.json:1: /: property 'a b' is not defined in the schema and the schema does not allow additional"
                        + " properties; name a scenario with letters, digits, dashes and underscores"
            },
            {
                scenario("\n\"target_affinity\": {\n\"nodeAffinty\": {}}"),
                "plans.json:3: /s/target_affinity/nodeAffinty: Kubernetes has no such field; did you mean nodeAffinity?"
            },
            {
                scenario("\n\"target_affinity\": {\"podAffinity\": {\"terms\": []}}"),
                "plans.json:2: /s/target_affinity/podAffinity/terms: Kubernetes has no such field; use one of:"
                        + " preferredDuringSchedulingIgnoredDuringExecution, required"
            },
            {
                scenario("\n\"target_affinity\": {\"nodeAffinity\": 7}"),
                "plans.json:2: /s/target_affinity/nodeAffinity: expected a NodeAffinity; write it as the specification"
                        + " of a pod has it"
            },
            {
                scenario("\"target_affinity\": {\"podAffinity\":"
                        + " {\"requiredDuringSchedulingIgnoredDuringExecution\": [{\"topologyKey\": []}]}}"),
                "/s/target_affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/topologyKey: expected"
                        + " a text; write it as"
            },
            {"{\"s\": {\"virtual_machines\": [{\"name\": \"db\"}]}}", "/s: required property 'warm_migration' not found"
            },
            {scenario("\"vm_target_namespace\": \"A\""), "/s/vm_target_namespace: does not match the regex pattern"},
            {scenario("\"pvc_name_template_use_generate_name\": true"), "/s: has a missing property 'pvc_name_template'"
            },
            {
                "{\"s\": {\"virtual_machines\": [{\"name\": \"db\", \"source_vm_power\": \"up\"}],"
                        + "\"warm_migration\": true}}",
                "/s/virtual_machines/0/source_vm_power: does not have a value in the enumeration"
            },
            {
                "{\"s\": {\"virtual_machines\": [], \"warm_migration\": true}}",
                "/s/virtual_machines: must have at least 1"
            },
        };
    }

    private static String scenario(String more) {
        return "{\"s\": {\"virtual_machines\": [{\"name\": \"db\"}], \"warm_migration\": true, " + more + "}}";
    }

    @Test(dataProvider = "mistakes")
    public void aMistakeIsNamedWithItsPlace(String json, String expected) throws Exception {
        Problems problems = new Problems();
        assertThat(Scenarios.load(plans(json), problems).isEmpty()).isTrue();
        assertThat(problems.list()).hasSize(1).first().asString().contains(expected);
    }

    @Test
    public void allMistakesOfAFileAreReportedTogether() throws Exception {
        Problems ofTheSchema = new Problems();
        Scenarios.load(
                plans("{\"s\": {\"virtual_machines\": [{\"nam\": \"db\", \"clone\": 1}], \"attempts\": 9}}"),
                ofTheSchema);
        assertThat(ofTheSchema.list())
                .extracting(problem -> problem.what().replaceFirst(": .*", ""))
                .containsExactlyInAnyOrder(
                        "/s",
                        "/s/attempts",
                        "/s/virtual_machines/0",
                        "/s/virtual_machines/0",
                        "/s/virtual_machines/0/clone");
        Problems ofKubernetes = new Problems();
        Scenarios.load(plans(scenario("\"target_affinity\": {\"a\": 1, \"b\": {\"c\": 2}}")), ofKubernetes);
        assertThat(ofKubernetes.list()).hasSize(2);
    }

    @Test
    public void aMissingFileIsAProblem() {
        Problems problems = new Problems();
        Scenarios.load(Path.of("nowhere.json"), problems);
        assertThat(problems.list())
                .extracting(Object::toString)
                .containsExactly("nowhere.json: there is no such file; create it, or name another one with plans_file");
    }

    private static Path plans(String json) throws Exception {
        return Files.writeString(Scratch.folder("plans").resolve("plans.json"), json);
    }
}
