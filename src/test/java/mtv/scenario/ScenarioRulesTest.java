package mtv.scenario;

import mtv.Scratch;
import mtv.settings.Settings;
import mtv.settings.input.Problem;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes in a scenario are reported before anything is created. */
public class ScenarioRulesTest {
    private static final String A = "{\"name\": \"a\"}";

    @DataProvider
    public Object[][] mistakes() {
        return new Object[][] {
            {A, "\"expect\": {\"result\": \"failed\", \"reason\": \"(\"}", "expect.reason is no regular expression: "},
            {A, "\"guest_canary\": true", "guest_canary is for a warm migration: of a cold one nothing is written"},
            {A + "," + A, "", "VM a is listed twice, and a Plan takes a VM once; name another one, or migrate copies"},
            {
                "{\"name\": \"a\", \"target_name\": \"A_1\"}",
                "",
                "target_name \"A_1\" of VM a is no name that Kubernetes takes; use lower-case letters"
            },
            {
                "{\"name\": \"a\", \"target_name\": \"x\"}, {\"name\": \"b\", \"target_name\": \"x\"}",
                "",
                "target_name x stands at two VMs; give each its own"
            },
            {A, "\"vm_target_namespace\": \"kube-system\"", "vm_target_namespace kube-system belongs to the cluster"},
            {A, "\"vm_target_namespace\": \"openshift-etcd\"", "vm_target_namespace openshift-etcd belongs to"},
            {A, "\"vm_target_namespace\": \"default\"", "vm_target_namespace default belongs to the cluster"},
            {A, "\"skip_checks\": {\"nic-modle\": \"x\"}", "skip_checks names \"nic-modle\", which is no check; did you"
            },
            {
                A,
                "\"expected_deviations\": [{\"check\": \"cpu\", \"because\": \"x\"}]",
                "expected_deviations names \"cpu\", which is no check; did you mean"
            },
            {A, "\"pvc_name_template\": \"{{.VmName\"", "pvc_name_template: template {{.VmName: an action is not closed"
            },
            {A, "\"pvc_name_template\": \"{{.Vmname}}\"", "pvc_name_template: template {{.Vmname}}: "},
            {A, "\"pvc_name_template\": \"{{.VmName}}_{{.DiskIndex}}\"", "renders \"vm_0\", which is no DNS-1123 label"
            },
            {"{\"name\": \"a\", \"pvc_name_template\": \"{{nope .VmName}}\"}", "", "pvc_name_template: template {{nope"
            },
            {A, "\"target_labels\": {\"a b\": \"c\"}", "target_labels a b=c is no label that Kubernetes takes"},
            {
                A,
                "\"target_node_selector\": {\"a\": \"\u00e9\"}",
                "target_node_selector a=\u00e9 is no label that Kubernetes"
            },
        };
    }

    @Test(dataProvider = "mistakes")
    public void aMistakeIsAnsweredInOneSentence(String vms, String more, String sentence) throws IOException {
        assertThat(problems(vms, more, Map.of())).singleElement().asString().contains(sentence);
    }

    @Test
    public void aGuestThatIsToWriteMustRunAndBeEntered() throws IOException {
        Path providers = Files.writeString(
                Scratch.file("providers", ".json"),
                "{\"vc\": {\"type\": \"vsphere\", \"api_url\": \"https://e/sdk\", \"username\": \"a\","
                        + " \"password\": \"b\", \"ca_file\": \"" + Scratch.caFile() + "\"}}");
        assertThat(problems(
                        "{\"name\": \"a\", \"source_vm_power\": \"off\"}",
                        "\"guest_canary\": true",
                        Map.of("providers_file", providers.toString(), "source_provider", "vc")))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("source provider vc names no user for them; give it guest_vm_linux_user"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("guest_canary wants VM a to write while it is copied, and source_vm_power switches"
                                + " it off; leave one of them out"));
    }

    /** The source, the VM, and the sentence. */
    @DataProvider
    public Object[][] preparations() {
        return new Object[][] {
            {
                "nfs",
                "true",
                "{\"cpus\": 2}",
                "is for clones on vSphere and oVirt, and source provider nfs is of type ova"
            },
            {
                "rhv",
                "true",
                "{\"cpus\": 2}",
                "has more than snapshots one after the other, and source provider rhv is of"
            },
            {
                "rhv",
                "true",
                "{\"snapshots\": [{\"name\": \"a\", \"children\": [{\"name\": \"b\"}, {\"name\": \"c\"}]}]}",
                "has more than snapshots one after the other"
            },
            {"vc", "false", "{\"cpus\": 2}", "is for a clone, and the VM itself is never changed"},
            {"vc", "true", "{\"cpus\": 3, \"cores_per_socket\": 2}", "has 3 CPUs, which are not a multiple of"},
            {"vc", "true", "{\"disks\": [{}]}", "has a disk without a size; give size_gib"},
            {
                "vc",
                "true",
                "{\"disks\": [{\"raw_device\": \"virtual\"}]}",
                "wants a raw device, and the source provider's entry names no LUN; give it as rdm_lun"
            },
            {
                "vc",
                "true",
                "{\"snapshots\": [{\"name\": \"a\", \"children\": [{\"name\": \"a\"}]}]}",
                "has two snapshots of the name a"
            },
        };
    }

    @Test(dataProvider = "preparations")
    public void whatCannotBePreparedIsReported(String source, String clone, String prepare, String sentence)
            throws IOException {
        Path providers = Files.writeString(Scratch.file("providers", ".json"), """
                {"nfs": {"type": "ova", "api_url": "nfs:/ova"},
                 "rhv": {"type": "ovirt", "api_url": "https://e/ovirt-engine/api", "username": "a", "password": "b",
                         "ca_file": "%1$s"},
                 "vc": {"type": "vsphere", "api_url": "https://e/sdk", "username": "a", "password": "b",
                        "ca_file": "%1$s"}}
                """.formatted(Scratch.caFile()));
        String vm = "{\"name\": \"a\", \"clone\": " + clone + ", \"prepare\": " + prepare + "}";
        assertThat(problems(vm, "", Map.of("providers_file", providers.toString(), "source_provider", source)))
                .anySatisfy(problem -> assertThat(problem).contains("prepare of VM a " + sentence));
    }

    @Test
    public void whatMayBeRightIsAccepted() throws IOException {
        assertThat(problems(
                        A + ", {\"name\": \"a\", \"clone\": true}",
                        "\"vm_target_namespace\": \"databases\","
                                + " \"pvc_name_template\": \"{{range $i, $e := .VmName}}{{end}}\","
                                + " \"target_labels\": {\"app.example/name\": \"a_b\"},"
                                + " \"skip_checks\": {\"nic-model\": \"x\"}",
                        Map.of()))
                .isEmpty();
    }

    @Test
    public void clonesOnASourceWithoutCloningAreReported() throws IOException {
        Path providers = Files.writeString(Scratch.file("providers", ".json"), """
                {"nfs": {"type": "ova", "api_url": "nfs:/ova"},
                 "esx": {"type": "vsphere", "api_url": "https://e/sdk", "username": "a", "password": "b",
                         "ca_file": "%s",
                         "endpoint_type": "esxi"}}
                """.formatted(Scratch.caFile()));
        String copy = "{\"name\": \"a\", \"clone\": true}";
        assertThat(problems(copy, "", Map.of("providers_file", providers.toString(), "source_provider", "nfs")))
                .containsExactly("here: scenario s: VM a cannot be cloned: source provider nfs is of type ova, on which"
                        + " this suite cannot clone; set \"clone\": false and give a VM that may be migrated");
        assertThat(problems(
                        copy.replace("true", "\"auto\""),
                        "",
                        Map.of("providers_file", providers.toString(), "source_provider", "nfs")))
                .isEmpty();
        assertThat(problems(copy, "", Map.of("providers_file", providers.toString(), "source_provider", "esx")))
                .singleElement()
                .asString()
                .contains("source provider esx is an ESXi host, on which nobody clones");
    }

    @Test(timeOut = 60_000)
    public void aPatternThatNeverEndsIsReported() throws IOException {
        String vm = "{\"name\": \"" + "a".repeat(60) + "!\"}";
        assertThat(problems(vm, "", Map.of("vm_name_search_pattern", "((a+)+)+b")))
                .singleElement()
                .asString()
                .contains("vm_name_search_pattern = \"((a+)+)+b\" does not come to an end with VM aaaa");
        assertThat(problems(
                        "{\"name\": \"" + "a".repeat(100_000) + "\"}", "", Map.of("vm_name_search_pattern", "(a|b)*")))
                .hasSize(1);
    }

    private static List<String> problems(String vms, String more, Map<String, String> given) throws IOException {
        Path plans = Files.writeString(
                Scratch.file("plans", ".json"),
                "{\"s\": {\"warm_migration\": false, \"virtual_machines\": [" + vms + "]"
                        + (more.isEmpty() ? "" : ", " + more) + "}}");
        Problems problems = new Problems();
        Settings settings =
                Settings.read(new SettingsSources(Path.of("src"), given, Map.of(), SuiteParameters.none()), problems);
        new ScenarioRules(settings, Set.of("nic-model", "cpu-count"), problems)
                .check(Scenarios.load(plans).named("s"), "here");
        return problems.list().stream().map(Problem::toString).toList();
    }
}
