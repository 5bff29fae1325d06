package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.storage.CSIDriverBuilder;
import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.PipelineStep;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.model.ResourceKind;
import mtv.model.VmStatus;
import mtv.sandbox.forklift.TestCluster.Ends;
import mtv.sandbox.sources.ClusterPlatform;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole migrations from every type of source but vSphere, cold and warm, to the own cluster and to a remote one. */
public class ForkliftSourceTypesTest extends ClusterFixture {

    private static final Map<String, String> LOGIN =
            Map.of("user", "admin@internal", "password", "pw", "url", "x", "insecureSkipVerify", "true");
    private static final Map<String, String> SHARE = Map.of(
            "username",
            "Administrator",
            "password",
            "pw",
            "smbUrl",
            "//hyperv.example.test/VMShare",
            "insecureSkipVerify",
            "true");
    private static final Map<String, String> TOKEN =
            Map.of("authType", "token", "token", "pw", "insecureSkipVerify", "true");

    @BeforeClass
    public void prepare() {
        cluster.client()
                .storage()
                .v1()
                .csiDrivers()
                .resource(new CSIDriverBuilder()
                        .withNewMetadata()
                        .withName("smb.csi.k8s.io")
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .build())
                .create();
        cluster.hostProvider("host");
        cluster.remoteProvider("remote", cluster.api().tokens().issue("kubeadmin"));
        for (PlatformType type :
                List.of(PlatformType.OVIRT, PlatformType.OPENSTACK, PlatformType.OVA, PlatformType.HYPERV)) {
            Map<String, String> login =
                    type == PlatformType.OPENSTACK ? TOKEN : type == PlatformType.HYPERV ? SHARE : LOGIN;
            cluster.provider(type.id(), new ProviderSpec(type.id(), cluster.url(type), null, null), login);
        }
        for (String provider : List.of("host", "remote", "ovirt", "openstack", "ova", "hyperv")) {
            cluster.awaitCondition(cluster.find(Provider.class, provider), "Ready");
        }
    }

    /** Source, destination, warm, number of the source's VM. */
    @DataProvider
    public Object[][] ways() {
        return new Object[][] {
            {PlatformType.OVIRT, "host", false, 0},
            {PlatformType.OVIRT, "remote", false, 1},
            {PlatformType.OVIRT, "remote", true, 2},
            {PlatformType.OPENSTACK, "host", false, 0},
            {PlatformType.OPENSTACK, "remote", false, 1},
            {PlatformType.OVA, "host", false, 0},
            {PlatformType.HYPERV, "remote", false, 0},
        };
    }

    @Test(dataProvider = "ways")
    public void aVmIsMigratedWithAllItsDisks(PlatformType type, String destination, boolean warm, int number) {
        SourcePlatform platform = cluster.sources().platform(type);
        SimVm vm = platform.vms().stream()
                .filter(found -> !found.template() && found.nics().size() == 1)
                .toList()
                .get(number);
        String name = type.id() + "-" + destination + "-" + number;
        Plan plan = cluster.plan(name, new Ends(type.id(), platform, destination), spec -> spec.withWarm(warm), vm);
        MigrationSpec now = new MigrationSpec(null, null, cluster.clock().instant(), null, null);
        Migration migration = cluster.migrate(plan, now);
        cluster.await(migration, "has ended", found -> found.has("Succeeded") || found.has("Failed"));
        VmStatus status = TestCluster.firstVm(cluster.client().resource(plan).get());
        assertThat(status.error()).as("%s", status).isNull();
        Set<String> unfinished = status.pipeline().stream()
                .filter(step -> !"Completed".equals(step.phase()))
                .map(PipelineStep::name)
                .collect(Collectors.toSet());
        assertThat(unfinished)
                .isEqualTo(type == PlatformType.OPENSTACK ? Set.of("ConvertOpenstackSnapshot") : Set.of());
        GenericKubernetesResource machine = machine(status);
        List<?> volumes = machine.get("spec", "template", "spec", "volumes");
        assertThat(volumes).hasSize(vm.disks().size() + (vm.image().isEmpty() ? 0 : 1));
        assertThat(cluster.client()
                        .persistentVolumeClaims()
                        .inNamespace(TestCluster.TARGET)
                        .list()
                        .getItems())
                .filteredOn(claim -> plan.getMetadata()
                        .getUid()
                        .equals(claim.getMetadata().getLabels().get("plan")))
                .hasSize(volumes.size())
                .allSatisfy(claim -> assertThat(claim.getMetadata().getOwnerReferences())
                        .extracting("kind")
                        .containsExactly("VirtualMachine"));
    }

    @Test
    public void aVmOfAnotherNamespaceIsExportedAndKeepsItsDevices() {
        cluster.client()
                .load(getClass().getResourceAsStream("/mtv/sandbox/forklift/source-vm.yaml"))
                .create();
        GenericKubernetesResource source = ResourceKind.VIRTUAL_MACHINE
                .on(cluster.client())
                .inNamespace("src")
                .withName("fedora-x")
                .get();
        SourcePlatform platform = new ClusterPlatform(cluster.client());
        SimVm vm = platform.vm(source.getMetadata().getUid()).orElseThrow();
        Plan plan = cluster.plan(
                "openshift-remote",
                new Ends("host", platform, "remote"),
                spec -> spec.withTargetLabels(Map.of("a", "b")),
                vm);
        Migration migration = cluster.migrate(plan, new MigrationSpec(null, null, null, null, null));
        cluster.await(migration, "has ended", found -> found.has("Succeeded") || found.has("Failed"));
        VmStatus status = TestCluster.firstVm(cluster.client().resource(plan).get());
        assertThat(status.error()).as("%s", status).isNull();
        assertThat(status.pipeline())
                .extracting(PipelineStep::name)
                .containsExactly("Initialize", "DiskTransfer", "VirtualMachineCreation");
        GenericKubernetesResource machine = machine(status);
        assertThat(machine.<String>get("spec", "template", "spec", "volumes", 0, "name"))
                .isEqualTo("root");
        assertThat(machine.<String>get("spec", "template", "spec", "volumes", 0, "persistentVolumeClaim", "claimName"))
                .isEqualTo("fedora-x");
        assertThat(machine.<String>get("spec", "runStrategy")).isEqualTo("Halted");
        assertThat(machine.<String>get("spec", "template", "spec", "networks", 1, "multus", "networkName"))
                .isEqualTo("default/br-40");
        assertThat(machine.<Object>get("spec", "template", "metadata", "labels", "a"))
                .isNull();
        assertThat(ResourceKind.VIRTUAL_MACHINE_EXPORT
                        .on(cluster.client())
                        .inNamespace("src")
                        .list()
                        .getItems())
                .isEmpty();
    }

    private GenericKubernetesResource machine(VmStatus status) {
        return ResourceKind.VIRTUAL_MACHINE
                .on(cluster.client())
                .inNamespace(TestCluster.TARGET)
                .withName(status.newName() == null ? status.name() : status.newName())
                .get();
    }
}
