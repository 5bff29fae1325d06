package mtv.sandbox.mtv.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.sandbox.source.Catalog;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SimVmBuilder;
import mtv.sandbox.source.SimVmDiskBuilder;
import mtv.sandbox.source.SimVmNicBuilder;
import mtv.sandbox.source.SourcePlatform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An OpenShift as a source: its VirtualMachines as they are when first asked for, so it serves one turn only. */
public final class ClusterPlatform implements SourcePlatform {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POD = "pod";

    private final String url;
    private final KubernetesClient client;
    private List<GenericKubernetesResource> attachments;
    private List<SimVm> machines;

    ClusterPlatform(String url, KubernetesClient client) {
        this.url = url == null ? "" : url;
        this.client = client;
    }

    @Override
    public PlatformType type() {
        return PlatformType.OPENSHIFT;
    }

    @Override
    public String url() {
        return url;
    }

    /** The cluster itself decides that, by each answer. */
    @Override
    public boolean accepts(Map<String, String> login) {
        return true;
    }

    @Override
    public String thumbprint() {
        return "";
    }

    @Override
    public List<SimVm> vms() {
        if (machines == null) {
            Map<String, List<PersistentVolumeClaim>> claims =
                    client.persistentVolumeClaims().inAnyNamespace().list().getItems().stream()
                            .collect(Collectors.groupingBy(
                                    claim -> claim.getMetadata().getNamespace()));
            machines = client
                    .genericKubernetesResources(Kinds.VIRTUAL_MACHINE)
                    .inAnyNamespace()
                    .list()
                    .getItems()
                    .stream()
                    .map(machine -> vm(
                            machine, claims.getOrDefault(machine.getMetadata().getNamespace(), List.of())))
                    .toList();
        }
        return machines;
    }

    @Override
    public Optional<SimVm> vm(String id) {
        return vms().stream().filter(vm -> vm.id().equals(id)).findFirst();
    }

    @Override
    public Catalog catalog() {
        List<Catalog.Network> networks = new ArrayList<>(List.of(new Catalog.Network(POD, null, POD, null)));
        attachments().forEach(found -> networks.add(new Catalog.Network(
                uid(found), found.getMetadata().getNamespace(), found.getMetadata().getName(), null)));
        List<Catalog.Storage> storages = client.storage().v1().storageClasses().list().getItems().stream()
                .map(found -> new Catalog.Storage(
                        found.getMetadata().getName(), found.getMetadata().getName(), found.getProvisioner(), 0, 0))
                .toList();
        return new Catalog(null, storages, networks, null, null, null);
    }

    @Override
    public void powerOff(String vmId) {
        setPower(vmId, "Halted");
    }

    @Override
    public void powerOn(String vmId) {
        setPower(vmId, "Always");
    }

    private void setPower(String vmId, String runStrategy) {
        SimVm vm = vm(vmId).orElseThrow();
        client.genericKubernetesResources(Kinds.VIRTUAL_MACHINE)
                .inNamespace(vm.namespace())
                .withName(vm.name())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"running\":null,\"runStrategy\":\"" + runStrategy + "\"}}");
    }

    @Override
    public String createSnapshot(String vmId) {
        throw new IllegalStateException("warm migration is not supported by the provider");
    }

    @Override
    public boolean snapshotReady(String vmId, String snapshotId) {
        return false;
    }

    @Override
    public void removeSnapshot(String vmId, String snapshotId) {
        throw new IllegalStateException("no snapshot is ever made here");
    }

    private List<GenericKubernetesResource> attachments() {
        if (attachments == null) {
            attachments = client.genericKubernetesResources(Kinds.NETWORK_ATTACHMENT)
                    .inAnyNamespace()
                    .list()
                    .getItems();
        }
        return attachments;
    }

    private SimVm vm(GenericKubernetesResource machine, List<PersistentVolumeClaim> claims) {
        JsonNode guest = JSON.valueToTree(machine).at("/spec/template/spec");
        JsonNode cpu = guest.at("/domain/cpu");
        int cores = Math.max(1, cpu.path("cores").asInt());
        return SimVmBuilder.builder()
                .id(uid(machine))
                .namespace(machine.getMetadata().getNamespace())
                .name(machine.getMetadata().getName())
                .uuid(guest.at("/domain/firmware/uuid").asText())
                .host("")
                .folder(machine.getMetadata().getNamespace())
                .power(
                        Boolean.TRUE.equals(machine.get("status", "created"))
                                ? SimVm.PowerState.poweredOn
                                : SimVm.PowerState.poweredOff)
                .cpus(Math.max(1, cpu.path("sockets").asInt()) * cores)
                .coresPerSocket(cores)
                .threads(cpu.path("threads").asInt())
                .memoryMib(mebibytes(guest.at("/domain/memory/guest").asText("0")))
                .firmware(guest.at("/domain/firmware/bootloader/efi").isMissingNode() ? "bios" : "efi")
                .guestId("")
                .guestName("")
                .disks(disks(machine.getMetadata().getNamespace(), guest, claims))
                .nics(nics(machine.getMetadata().getNamespace(), guest))
                .build();
    }

    private static List<SimVm.Disk> disks(String namespace, JsonNode guest, List<PersistentVolumeClaim> claims) {
        List<SimVm.Disk> disks = new ArrayList<>();
        for (JsonNode volume : guest.path("volumes")) {
            String name = volume.at("/persistentVolumeClaim/claimName")
                    .asText(volume.at("/dataVolume/name").asText(""));
            claims.stream()
                    .filter(claim -> claim.getMetadata().getName().equals(name))
                    .forEach(claim -> disks.add(SimVmDiskBuilder.builder()
                            .id(namespace + "/" + name)
                            .file(volume.path("name").asText())
                            .storage(storageClass(claim))
                            .capacity(Quantity.getAmountInBytes(claim.getSpec()
                                            .getResources()
                                            .getRequests()
                                            .get("storage"))
                                    .longValue())
                            .serial("")
                            .bus("virtio")
                            .storageType(SimVm.StorageType.image)
                            .build()));
        }
        return disks;
    }

    private static String storageClass(PersistentVolumeClaim claim) {
        return String.valueOf(claim.getSpec().getStorageClassName());
    }

    private List<SimVm.Nic> nics(String namespace, JsonNode guest) {
        List<SimVm.Nic> nics = new ArrayList<>();
        for (JsonNode network : guest.path("networks")) {
            String name = network.path("name").asText();
            String full = network.at("/multus/networkName").asText();
            nics.add(SimVmNicBuilder.builder()
                    .id(name)
                    .order(nics.size())
                    .mac(mac(guest, name))
                    .network(network.has(POD) ? POD : attachment(full.contains("/") ? full : namespace + "/" + full))
                    .profile("")
                    .model("virtio")
                    .build());
        }
        return nics;
    }

    private static String mac(JsonNode guest, String network) {
        for (JsonNode nic : guest.at("/domain/devices/interfaces")) {
            if (network.equals(nic.path("name").asText())) {
                return nic.path("macAddress").asText();
            }
        }
        return "";
    }

    private String attachment(String fullName) {
        return attachments().stream()
                .filter(found -> fullName.equals(found.getMetadata().getNamespace() + "/"
                        + found.getMetadata().getName()))
                .map(ClusterPlatform::uid)
                .findFirst()
                .orElse(fullName);
    }

    private static int mebibytes(String quantity) {
        return (int) (Quantity.getAmountInBytes(new Quantity(quantity)).longValue() >> 20);
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }
}
