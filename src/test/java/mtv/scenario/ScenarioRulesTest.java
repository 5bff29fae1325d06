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

    /** The source, more of the VM, what it is created of, and the sentence. */
    @DataProvider
    public Object[][] creations() {
        String sized = ", \"cpus\": 1, \"memory_mib\": 512";
        String good = "\"data_source\": {\"name\": \"rhel9\"}" + sized;
        String template = "{\"metadata\": {\"name\": \"a\"}, \"spec\": {}}";
        return new Object[][] {
            {"vc", "", good, "is for a source of type openshift, and source provider vc is of type vsphere; name a VM"},
            {"far", "", good, "is for the session's own cluster, and source provider far has an api_url; leave it out"},
            {"ocp", "\"clone\": true", good, "stands beside clone, which is of a VM that is there already; leave one"},
            {"ocp", "\"id\": \"x\"", good, "stands beside id, which is of a VM that is there already; leave one of"},
            {"ocp", "\"path\": \"x\"", good, "stands beside path, which is of a VM that is there already"},
            {"ocp", "\"prepare\": {\"cpus\": 2}", good, "stands beside prepare, which is of a VM that is there"},
            {
                "ocp",
                "\"namespace\": \"x\"",
                good,
                "stands beside namespace, which is of a VM that is there already;" + " write it into create"
            },
            {"ocp", "", good + ", \"namespace\": \"openshift-x\"", "has namespace openshift-x, which belongs to the"},
            {"ocp", "", good + ", \"namespace\": \"vms\"", "has namespace vms, which is vm_target_namespace, too"},
            {
                "ocp",
                "",
                "\"data_source\": {\"name\": \"rhel9\"}, \"instance_type\": \"x\", \"instance_type_kind\":"
                        + " \"VirtualMachineInstancetype\"",
                "wants a VirtualMachineInstancetype, which must be in the VM's namespace, and the run makes that one"
                        + " empty; name the namespace"
            },
            {"ocp", "", "\"cpus\": 1, \"memory_mib\": 512", "has 0 of container_disk, data_source and data_volume_te"},
            {"ocp", "", good + ", \"container_disk\": \"e/i\", \"disk_gib\": 1", "has 2 of container_disk, data_sou"},
            {
                "ocp",
                "",
                "\"container_disk\": \"e/i\"" + sized,
                "imports a container disk into a claim, since MTV copies nothing else, and has no size for it; give"
            },
            {
                "ocp",
                "",
                "\"disk_gib\": 1, \"data_volume_templates\": [" + template + "]" + sized,
                "has disk_gib or storage_class beside data_volume_templates; write them into the templates"
            },
            {
                "ocp",
                "",
                "\"data_volume_templates\": [" + template + "," + template + "]" + sized,
                "has two data_volume_templates of the name a; give each a name of its own"
            },
            {"ocp", "", good + ", \"instance_type\": \"u1.small\"", "has cpus or memory_mib beside instance_type"},
            {"ocp", "", "\"data_source\": {\"name\": \"rhel9\"}, \"cpus\": 1", "says not how large the VM is; give"},
            {
                "ocp",
                "",
                good + ", \"preference_kind\": \"VirtualMachineClusterPreference\"",
                "has preference_kind without preference; give preference, too"
            },
        };
    }

    @Test(dataProvider = "creations")
    public void whatCannotBeCreatedIsReported(String source, String more, String create, String sentence)
            throws IOException {
        assertThat(created(source, more, create))
                .singleElement()
                .asString()
                .contains("scenario s: create of VM a " + sentence);
    }

    @Test
    public void whatMayBeCreatedIsAccepted() throws IOException {
        String good = "\"data_source\": {\"name\": \"rhel9\"}, \"instance_type\": \"u1.small\"";
        assertThat(created("ocp", "\"source_vm_power\": \"on\"", good)).isEmpty();
        assertThat(created("ocp", "\"target_name\": \"b\"", good + ", \"namespace\": \"vms\""))
                .isEmpty();
    }

    private static List<String> created(String source, String more, String create) throws IOException {
        Path providers = Files.writeString(Scratch.file("providers", ".json"), """
                {"ocp": {"type": "openshift"}, "far": {"type": "openshift", "api_url": "https://api.e:6443"},
                 "vc": {"type": "vsphere", "api_url": "https://e/sdk", "username": "a", "password": "b",
                        "ca_file": "%s"}}
                """.formatted(Scratch.caFile()));
        return problems(
                "{\"name\": \"a\", " + more + (more.isEmpty() ? "" : ", ") + "\"create\": {" + create + "}}",
                "\"vm_target_namespace\": \"vms\"",
                Map.of("providers_file", providers.toString(), "source_provider", source));
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
