package mtv.provider.driver;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.model.ResourceKind;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.sandbox.clock.SandboxTime;
import mtv.scenario.Power;
import mtv.settings.SourceProviderEntry;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
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
