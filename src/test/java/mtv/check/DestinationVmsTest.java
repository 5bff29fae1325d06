package mtv.check;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

public class DestinationVmsTest {

    private static final String VM = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {name: web, namespace: target}
            spec:
              runStrategy: Always
              template:
                spec:
                  domain:
                    cpu: {sockets: 2, cores: 3}
                    memory: {guest: 2048Mi}
                    devices:
                      interfaces:
                      - {name: net-0, macAddress: "02:00:00:00:00:01", masquerade: {}}
                      - {name: net-1, macAddress: "02:00:00:00:00:02", bridge: {}}
                      - {name: net-2, macAddress: "02:00:00:00:00:03", bridge: {}}
                  networks:
                  - {name: net-0, pod: {}}
                  - {name: net-1, multus: {networkName: other/bridge}}
                  - {name: net-2, multus: {networkName: bridge}}
                  volumes:
                  - {name: vol-0, persistentVolumeClaim: {claimName: web-0}}
                  - {name: vol-1, dataVolume: {name: web-1}}
                  - {name: init, cloudInitNoCloud: {userData: x}}
            status:
              printableStatus: Running
              conditions:
              - {type: Ready, status: "True"}
              - {type: AgentConnected, status: "True"}
            """;

    private static final PersistentVolumeClaim CLAIM = new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withName("web-0")
            .endMetadata()
            .withNewSpec()
            .withStorageClassName("fast")
            .withVolumeMode("Block")
            .withNewResources()
            .addToRequests("storage", new Quantity("10Gi"))
            .endResources()
            .endSpec()
            .build();

    @Test
    public void readsWhatTheChecksCompare() {
        DestinationVm vm =
                new DestinationVms(List.of(CLAIM)).read(Serialization.unmarshal(VM, GenericKubernetesResource.class));

        assertThat(vm.printableStatus()).isEqualTo("Running");
        assertThat(vm.agentConnected()).isTrue();
        assertThat(vm.sockets()).isEqualTo(2);
        assertThat(vm.cores()).isEqualTo(3);
        assertThat(vm.memoryBytes()).isEqualTo(2L << 30);
        assertThat(vm.nics())
                .extracting(DestinationVm.Nic::network)
                .containsExactly("pod", "other/bridge", "target/bridge");
        assertThat(vm.disks())
                .containsExactly(
                        new DestinationVm.Disk(
                                "vol-0",
                                "web-0",
                                Optional.of(new DestinationVm.Volume("fast", 10L << 30, "Block", ""))),
                        new DestinationVm.Disk("vol-1", "web-1", Optional.empty()));
    }

    @Test
    public void aVmWithoutStatusHasNone() {
        GenericKubernetesResource bare = new GenericKubernetesResource();
        assertThat(DestinationVms.status(bare)).isEmpty();
        assertThat(DestinationVms.agentConnected(bare)).isFalse();
    }
}
