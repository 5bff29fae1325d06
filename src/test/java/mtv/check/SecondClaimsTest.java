package mtv.check;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.observe.DestinationVms;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

public class SecondClaimsTest {

    @Test
    public void aSecondClaimOfADiskIsFoundByItsMarks() {
        GenericKubernetesResource vm = Serialization.unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web, namespace: target, labels: {plan: p, vmID: vm-1}}
                spec: {template: {spec: {volumes: [{name: a, persistentVolumeClaim: {claimName: first}}]}}}
                """, GenericKubernetesResource.class);
        List<PersistentVolumeClaim> claims = List.of(
                copied("first", "p", "vm-1", "disk"),
                copied("second", "p", "vm-1", "disk"),
                copied("other-disk", "p", "vm-1", "data"),
                copied("other-vm", "p", "vm-2", "disk"),
                copied("other-plan", "q", "vm-1", "disk"));
        assertThat(new DestinationVms(claims, List.of()).read(vm).secondClaims().get())
                .containsExactly("second");
        vm.getMetadata().setLabels(null);
        assertThat(new DestinationVms(claims, List.of()).read(vm).secondClaims().isKnown())
                .isFalse();
        vm.getMetadata().setLabels(Map.of("plan", "p"));
        assertThat(new DestinationVms(claims, List.of()).read(vm).secondClaims().isKnown())
                .isFalse();
    }

    private static PersistentVolumeClaim copied(String name, String plan, String vmId, String disk) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations("plan", plan)
                .addToAnnotations("vmID", vmId)
                .addToAnnotations("forklift.konveyor.io/disk-source", disk)
                .endMetadata()
                .withNewSpec()
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .withAccessModes("ReadWriteOnce")
                .endSpec()
                .build();
    }
}
