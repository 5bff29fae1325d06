package mtv.provider.driver.openshift;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.model.ResourceKind;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.provider.driver.SourceDriver.NewVm;
import mtv.sandbox.clock.SandboxTime;
import mtv.scenario.Creation;
import mtv.scenario.Power;
import mtv.settings.SourceProviderEntry;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The driver for OpenShift against the sandbox's cluster. */
public class OpenShiftDriverTest {

    private static final String LAB = "lab";
    private static final String TWO_DISKS = "mtv-rhel8-warm-2disks2nics";
    private static final List<Object> MACS = List.of("02:40:00:00:03:01", "02:40:00:00:03:02");

    private OutsideSandbox sandbox;
    private Cluster cluster;
    private SourceDriver driver;

    @BeforeClass
    public void start() throws IOException {
        sandbox = new OutsideSandbox();
        cluster = sandbox.connect();
        driver = new OpenShiftDriver(
                SourceProviderEntry.of("ocp", Map.of("type", "openshift")), cluster, SandboxTime.HANG);
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        cluster.close();
        sandbox.close();
    }

    private GenericKubernetesResource vm(String namespace, String name) {
        return ResourceKind.VIRTUAL_MACHINE
                .on(cluster.client())
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private Copy copyOf(String name, String copy, Power power) {
        return new Copy(name, vm(LAB, name).getMetadata().getUid(), copy, false, Optional.of(power));
    }

    private List<String> claims() {
        return cluster.client().persistentVolumeClaims().inNamespace(LAB).list().getItems().stream()
                .map(claim -> claim.getMetadata().getName())
                .toList();
    }

    private static List<Object> macs(GenericKubernetesResource vm) {
        return List.of(
                vm.get("spec", "template", "spec", "domain", "devices", "interfaces", 0, "macAddress"),
                vm.get("spec", "template", "spec", "domain", "devices", "interfaces", 1, "macAddress"));
    }

    @Test
    public void aCopyHasVolumesAndAddressesOfItsOwnThatGoWithIt() throws IOException {
        GenericKubernetesResource before = vm(LAB, TWO_DISKS);
        List<String> claimsBefore = claims();
        assertThat(driver.find(TWO_DISKS, Optional.empty()))
                .contains(before.getMetadata().getUid());

        driver.copy(copyOf(TWO_DISKS, "copy", Power.OFF));

        GenericKubernetesResource copy = vm(LAB, "copy");
        assertThat(claims()).contains("copy-0", "copy-1");
        assertThat(copy.<Object>get("spec", "template", "spec", "volumes", 1))
                .isEqualTo(Map.of("name", "disk-1", "dataVolume", Map.of("name", "copy-1")));
        assertThat(copy.<String>get("spec", "runStrategy")).isEqualTo("Halted");
        assertThat(macs(copy)).doesNotContainAnyElementsOf(MACS).doesNotHaveDuplicates();
        assertThat(vm(LAB, TWO_DISKS)).isEqualTo(before);

        driver.delete("copy");

        assertThat(vm(LAB, "copy")).isNull();
        assertThat(claims()).isEqualTo(claimsBefore);
        driver.delete("copy");
    }

    private static Creation creation(String json) throws IOException {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .readValue(json, Creation.class);
    }

    private static NewVm newVm(String name, Power power, String json) throws IOException {
        return new NewVm(name, LAB, Map.of("mtv-e2e/run", "mtv-abcde"), Optional.of(power), creation(json));
    }

    @Test
    public void aVmIsCreatedOfWhatIsNamed() throws IOException {
        List<String> claimsBefore = claims();

        driver.create(newVm(
                "of-source",
                Power.ON,
                "{\"data_source\": {\"name\": \"fedora\"}, \"disk_gib\": 12, \"instance_type\": \"u1.small\","
                        + " \"storage_class\": \"standard-csi\"}"));

        GenericKubernetesResource vm = vm(LAB, "of-source");
        assertThat(vm.getMetadata().getLabels()).containsEntry("mtv-e2e/run", "mtv-abcde");
        assertThat(vm.<String>get("status", "printableStatus")).isEqualTo("Running");
        assertThat(vm.<Object>get("spec", "instancetype"))
                .isEqualTo(Map.of("kind", "VirtualMachineClusterInstancetype", "name", "u1.small"));
        assertThat(instance("of-source").<Object>get("spec", "domain", "memory", "guest"))
                .isEqualTo("2Gi");
        assertThat(vm.<Object>get("spec", "dataVolumeTemplates", 0, "spec", "sourceRef"))
                .isEqualTo(Map.of(
                        "kind", "DataSource",
                        "name", "fedora",
                        "namespace", "openshift-virtualization-os-images"));
        assertThat(claim("of-source-root"))
                .extracting(
                        spec -> spec.getStorageClassName(),
                        spec -> spec.getResources().getRequests().get("storage").toString())
                .containsExactly("standard-csi", "12Gi");

        driver.delete("of-source");

        assertThat(vm(LAB, "of-source")).isNull();
        assertThat(claims()).isEqualTo(claimsBefore);
    }

    private GenericKubernetesResource instance(String name) {
        return ResourceKind.VIRTUAL_MACHINE_INSTANCE
                .find(cluster.client(), LAB, name)
                .orElseThrow();
    }

    private PersistentVolumeClaimSpec claim(String name) {
        return cluster.client()
                .persistentVolumeClaims()
                .inNamespace(LAB)
                .withName(name)
                .get()
                .getSpec();
    }

    /** MTV copies no container disk, so its image is on a claim; what is not said is the cluster's default. */
    @Test
    public void aContainerDiskBecomesAClaim() throws IOException {
        driver.create(newVm(
                "of-image",
                Power.OFF,
                "{\"container_disk\": \"quay.io/containerdisks/fedora:41\", \"disk_gib\": 5, \"cpus\": 2,"
                        + " \"memory_mib\": 2048}"));

        GenericKubernetesResource vm = vm(LAB, "of-image");
        assertThat(vm.<Object>get("spec", "dataVolumeTemplates", 0, "spec", "source"))
                .isEqualTo(Map.of("registry", Map.of("url", "docker://quay.io/containerdisks/fedora:41")));
        assertThat(vm.<Object>get("spec", "template", "spec", "volumes"))
                .isEqualTo(List.of(Map.of("name", "root", "dataVolume", Map.of("name", "of-image-root"))));
        assertThat(vm.<Object>get("spec", "template", "spec", "domain", "cpu"))
                .isEqualTo(Map.of("sockets", 2, "cores", 1, "threads", 1));
        assertThat(vm.<Object>get("spec", "template", "spec", "domain", "memory"))
                .isEqualTo(Map.of("guest", "2048Mi"));
        assertThat(vm.<String>get("spec", "template", "spec", "domain", "devices", "interfaces", 0, "macAddress"))
                .startsWith("02:")
                .hasSize(17);
        assertThat(vm.<String>get("spec", "runStrategy")).isEqualTo("Halted");
        assertThat(claim("of-image-root").getStorageClassName())
                .isEqualTo("ocs-storagecluster-ceph-rbd-virtualization");
        driver.delete("of-image");
    }

    @Test
    public void templatesAreTakenOverAsTheyAre() throws IOException {
        driver.create(newVm("of-templates", Power.OFF, """
                {"cpus": 1, "memory_mib": 512, "data_volume_templates": [
                  {"metadata": {"name": "system", "labels": {"a": "b"},
                                "annotations": {"cdi.kubevirt.io/storage.deleteAfterCompletion": "true"}},
                   "spec": {"source": {"http": {"url": "https://e/disk"}}, "storage": {"accessModes": ["ReadWriteOnce"],
                            "resources": {"requests": {"storage": "3Gi"}}}}},
                  {"metadata": {"name": "data"}, "spec": {"source": {"blank": {}}, "pvc": {
                     "storageClassName": "standard-csi", "accessModes": ["ReadWriteOnce"],
                     "resources": {"requests": {"storage": "1Gi"}}}}}]}"""));

        GenericKubernetesResource vm = vm(LAB, "of-templates");
        assertThat(vm.<Object>get("spec", "dataVolumeTemplates", 0))
                .isEqualTo(Map.of(
                        "metadata",
                        Map.of(
                                "name",
                                "of-templates-system",
                                "labels",
                                Map.of("a", "b"),
                                "annotations",
                                Map.of(
                                        "cdi.kubevirt.io/storage.deleteAfterCompletion",
                                        "true",
                                        "cdi.kubevirt.io/storage.bind.immediate.requested",
                                        "true")),
                        "spec",
                        Map.of(
                                "source",
                                Map.of("http", Map.of("url", "https://e/disk")),
                                "storage",
                                Map.of(
                                        "accessModes",
                                        List.of("ReadWriteOnce"),
                                        "resources",
                                        Map.of("requests", Map.of("storage", "3Gi"))))));
        assertThat(vm.<Object>get("spec", "template", "spec", "domain", "devices", "disks"))
                .isEqualTo(List.of(
                        Map.of("name", "system", "disk", Map.of("bus", "virtio"), "bootOrder", 1),
                        Map.of("name", "data", "disk", Map.of("bus", "virtio"))));
        assertThat(claims()).contains("of-templates-system", "of-templates-data");
        driver.delete("of-templates");
    }

    @Test
    public void whatIsMissingIsToldWithWhatIsThere() throws IOException {
        assertThat(driver.missing(creation("{\"data_source\": {\"name\": \"rhel9\"}, \"namespace\": \"lab\","
                        + " \"instance_type\": \"u1.small\", \"preference\": \"rhel.9\","
                        + " \"storage_class\": \"standard-csi\"}")))
                .isEmpty();
        assertThat(driver.missing(creation("{\"data_source\": {\"name\": \"rhel8\"}, \"namespace\": \"labs\","
                        + " \"instance_type\": \"u1.smal\", \"preference\": \"rhel.9\","
                        + " \"preference_kind\": \"VirtualMachinePreference\", \"storage_class\": \"gold\"}")))
                .containsExactly(
                        "Namespace labs is not on the hub; did you mean lab?",
                        "DataSource openshift-virtualization-os-images/rhel8 is not on the hub; did you mean rhel9?",
                        "StorageClass gold is not on the hub; there are: ocs-storagecluster-ceph-rbd-virtualization,"
                                + " ocs-storagecluster-cephfs, standard-csi",
                        "VirtualMachineClusterInstancetype u1.smal is not on the hub; did you mean u1.small?",
                        "VirtualMachinePreference labs/rhel.9 is not on the hub");
    }

    @Test
    public void whatTheClusterRefusesIsTold() throws IOException {
        assertThatThrownBy(() -> driver.create(new NewVm(
                        "x",
                        "nowhere",
                        Map.of(),
                        Optional.empty(),
                        creation("{\"data_source\": {\"name\": \"fedora\"}, \"instance_type\": \"u1.small\"}"))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("VM nowhere/x could not be created of DataSource"
                        + " openshift-virtualization-os-images/fedora: ")
                .hasMessageContaining("namespaces \"nowhere\" not found");
    }

    /** A fault of the sandbox, and what is told of it. */
    @DataProvider
    public Object[][] failures() {
        return new Object[][] {
            {"volume-fails", "all volumes of VM lab/new are filled, but: DataVolume new-root is Failed"},
            {"vm-unschedulable", "VM lab/new runs, but: it is ErrorUnschedulable, VMI is not ready"},
        };
    }

    @Test(dataProvider = "failures")
    public void aVmThatComesToNothingIsToldInTheProductsWords(String fault, String words) throws IOException {
        try (OutsideSandbox broken = new OutsideSandbox(fault);
                Cluster there = broken.connect()) {
            SourceDriver other = new OpenShiftDriver(
                    SourceProviderEntry.of("ocp", Map.of("type", "openshift")), there, SandboxTime.HANG);
            assertThatThrownBy(() -> other.create(newVm(
                            "new",
                            Power.ON,
                            "{\"data_source\": {\"name\": \"fedora\"}, \"instance_type\": \"u1.small\"}")))
                    .hasMessageContaining(words);
        }
    }

    @Test
    public void aCopyThatShallRunStarts() throws IOException {
        driver.copy(copyOf("mtv-tests-rhel8", "running", Power.ON));
        cluster.await("the copy runs")
                .watching(ResourceKind.VIRTUAL_MACHINE
                        .on(cluster.client())
                        .inNamespace(LAB)
                        .withName("running"))
                .within(SandboxTime.HANG)
                .one(vm -> "Running".equals(vm.get("status", "printableStatus")));

        assertThatThrownBy(() -> driver.find("running", Optional.empty()))
                .hasMessage(
                        "VM lab/running of source provider ocp runs, and CDI clones no volume that is in use: stop the"
                                + " VM, name one that is off, or migrate it itself with \"clone\": false");

        driver.delete("running");
        assertThat(vm(LAB, "running")).isNull();
    }

    @Test
    public void whatIsOnNoClaimComesAlongAsTheVmNamesIt() throws IOException {
        GenericKubernetesResource diskless = vm(LAB, "mtv-tests-rhel8");
        diskless.setMetadata(new ObjectMetaBuilder()
                .withName("of-container-disk")
                .withNamespace(LAB)
                .build());
        Map<String, Object> volume = Map.of("name", "disk-0", "containerDisk", Map.of("image", "quay.io/rhel:8"));
        Map<String, Object> template = diskless.get("spec", "template", "spec");
        template.put("volumes", List.of(volume));
        diskless.<Map<String, Object>>get("spec", "template", "spec", "domain", "devices", "interfaces", 0)
                .remove("macAddress");
        diskless.setAdditionalProperty("status", null);
        cluster.client().resource(diskless).create();

        driver.copy(copyOf("of-container-disk", "copy-of-container-disk", Power.OFF));

        GenericKubernetesResource copy = vm(LAB, "copy-of-container-disk");
        assertThat(copy.<Object>get("spec", "template", "spec", "volumes", 0)).isEqualTo(volume);
        assertThat(copy.<Object>get("spec", "dataVolumeTemplates")).isNull();
        driver.delete("copy-of-container-disk");
        driver.delete("of-container-disk");
    }

    @Test
    public void twoVmsOfOneNameAreToldApartByTheirIds() throws IOException {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("lab-two")
                        .endMetadata()
                        .build())
                .create();
        GenericKubernetesResource twin = vm(LAB, "mtv-win2019-79");
        twin.setMetadata(new ObjectMetaBuilder()
                .withName("mtv-win2019-79")
                .withNamespace("lab-two")
                .build());
        twin.<Map<String, Object>>get("spec", "template", "spec", "domain", "devices", "interfaces", 0)
                .remove("macAddress");
        cluster.client().resource(twin).create();

        String first = vm(LAB, "mtv-win2019-79").getMetadata().getUid();
        assertThatThrownBy(() -> driver.find("mtv-win2019-79", Optional.empty()))
                .hasMessage(
                        "2 VMs on source provider ocp have the name mtv-win2019-79; say which by \"namespace\" beside"
                                + " its name in the scenario");
        assertThat(driver.find("mtv-win2019-79", Optional.of(first))).contains(first);
        assertThat(driver.find("nowhere", Optional.empty())).isEmpty();

        assertThatThrownBy(() -> driver.copy(new Copy(
                        "mtv-win2019-79",
                        vm("lab-two", "mtv-win2019-79").getMetadata().getUid(),
                        "c",
                        false,
                        Optional.empty())))
                .hasMessage("VM lab-two/mtv-win2019-79 names claim mtv-win2019-79, which does not exist");
    }
}
