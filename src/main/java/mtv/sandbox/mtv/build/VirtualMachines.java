package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.model.NetworkDestination;
import mtv.model.PlanSpec;
import mtv.sandbox.mtv.build.Guise.Keeps;
import mtv.sandbox.source.SimVm;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The VirtualMachine that a machine of any platform but OpenShift becomes. */
public final class VirtualMachines {

    private final Blueprint blueprint;
    private final Guise guise;
    private final SimVm source;

    private VirtualMachines(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.guise = Guise.valueOf(blueprint.names().kind().name());
        this.source = blueprint.names().source();
    }

    /**
     * @param disks those that the machine gets, and the claim of each by its number
     * @param attachments the NICs that the machine gets
     * @param vmwareSerial whether the destination's release wants the serial in vSphere's form
     */
    public record Blueprint(
            String name,
            Map<String, String> labels,
            TemplateNames names,
            boolean converted,
            List<DiskOnTheWay> disks,
            Map<Integer, String> claims,
            List<Mapping.Attachment> attachments,
            boolean vmwareSerial,
            String runStrategy) {

        private PlanSpec plan() {
            return names.plan();
        }

        /** A guest without virtio drivers gets devices that every guest knows. */
        private boolean compatible() {
            return names.kind().converts() && !converted && !Boolean.FALSE.equals(plan().useCompatibilityMode());
        }
    }

    public static GenericKubernetesResource build(Blueprint blueprint) {
        return machine(blueprint, new VirtualMachines(blueprint).spec());
    }

    /** Metadata are alike whatever the source. */
    static GenericKubernetesResource machine(Blueprint blueprint, ObjectNode spec) {
        SimVm source = blueprint.names().source();
        ObjectMetaBuilder metadata = new ObjectMetaBuilder()
                .withName(blueprint.name())
                .withNamespace(blueprint.plan().targetNamespace())
                .withLabels(blueprint.labels());
        if (blueprint.names().kind().converts()) {
            metadata.addToLabels("guestConverted", String.valueOf(blueprint.converted()));
        }
        if (!blueprint.name().equals(source.name())) {
            metadata.addToAnnotations("openshift.io/display-name", source.name())
                    .addToAnnotations("original-ID", source.id());
        }
        GenericKubernetesResource machine = new GenericKubernetesResource();
        machine.setApiVersion("kubevirt.io/v1");
        machine.setKind("VirtualMachine");
        machine.setMetadata(metadata.build());
        machine.setAdditionalProperty("spec", spec);
        return machine;
    }

    /** From OpenShift 4.20 on the serial is written as vSphere writes it. */
    public static String vmwareSerial(String uuid) {
        String hex = uuid.replace("-", "").toLowerCase(Locale.ROOT);
        String blanks = hex.replaceAll("(..)(?!$)", "$1 ");
        return "VMware-" + blanks.substring(0, 23) + "-" + blanks.substring(24);
    }

    private ObjectNode spec() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("runStrategy", blueprint.runStrategy());
        ObjectNode template = spec.putObject("template");
        ObjectNode metadata = template.putObject("metadata");
        metadata.set("labels", templateLabels());
        metadata.putObject("annotations").put("vm.kubevirt.io/os", source.guestId());
        ObjectNode guest = template.putObject("spec");
        PlanSpec plan = blueprint.plan();
        if (plan.targetNodeSelector() != null) {
            guest.putPOJO("nodeSelector", plan.targetNodeSelector());
        }
        if (plan.targetAffinity() != null) {
            guest.putPOJO("affinity", plan.targetAffinity());
        }
        ObjectNode domain = guest.putObject("domain");
        capacity(spec, domain);
        firmware(domain);
        ObjectNode devices = domain.putObject("devices");
        devices.putArray("inputs")
                .addObject()
                .put("type", "tablet")
                .put("name", "tablet")
                .put("bus", blueprint.compatible() ? "usb" : "virtio");
        if (source.tpm() && guise.keeps(Keeps.TPM)) {
            devices.putObject("tpm").put("persistent", true);
        }
        disks(devices.putArray("disks"), guest.putArray("volumes"));
        nics(devices.putArray("interfaces"), guest.putArray("networks"));
        return spec;
    }

    /** The product's own win over the user's. */
    private ObjectNode templateLabels() {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        if (blueprint.plan().targetLabels() != null) {
            blueprint.plan().targetLabels().forEach(labels::put);
        }
        return labels.put("app", blueprint.name());
    }

    private void capacity(ObjectNode spec, ObjectNode domain) {
        String instanceType = blueprint.names().vm().instanceType();
        if (instanceType != null) {
            spec.putObject("instancetype").put("name", instanceType);
            return;
        }
        ObjectNode cpu =
                domain.putObject("cpu").put("sockets", source.sockets()).put("cores", source.coresPerSocket());
        if (guise.keeps(Keeps.THREADS)) {
            cpu.put("threads", source.threads());
        }
        Boolean ofVm = blueprint.names().vm().enableNestedVirtualization();
        Boolean nested = ofVm == null ? blueprint.plan().enableNestedVirtualization() : ofVm;
        if (nested != null) {
            ArrayNode features = cpu.putArray("features");
            List.of("vmx", "svm")
                    .forEach(name ->
                            features.addObject().put("name", name).put("policy", nested ? "optional" : "disable"));
        }
        domain.putObject("memory").put("guest", source.memoryMib() + "Mi");
    }

    /** Only a conversion carries over what secure boot needs. */
    private void firmware(ObjectNode domain) {
        ObjectNode firmware = domain.putObject("firmware");
        String serial = guise.serial(source);
        if (!serial.isEmpty()) {
            firmware.put("serial", blueprint.vmwareSerial() ? vmwareSerial(serial) : serial);
        }
        if (guise.keeps(Keeps.UUID)) {
            firmware.put("uuid", source.id());
        }
        if (!"efi".equals(source.firmware())) {
            firmware.putObject("bootloader").putObject("bios");
            return;
        }
        boolean secure = source.secureBoot() && guise.keeps(Keeps.SECURE_BOOT);
        firmware.putObject("bootloader").putObject("efi").put("secureBoot", secure);
        if (secure) {
            domain.putObject("features").putObject("smm").put("enabled", true);
        }
    }

    private void disks(ArrayNode disks, ArrayNode volumes) {
        for (DiskOnTheWay disk : blueprint.disks()) {
            String claim = blueprint.claims().get(disk.index());
            String name = blueprint.names().volume(disk.index(), guise.volume(disk), claim);
            volumes.addObject()
                    .put("name", name)
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claim);
            ObjectNode node = disks.addObject().put("name", name);
            node.putObject(disk.copied() ? "disk" : "lun")
                    .put("bus", blueprint.compatible() ? "sata" : guise.bus(disk));
            if (disk.copied()) {
                String serial = disk.disk().serial();
                node.put("serial", serial == null || serial.isEmpty() ? disk.source() : serial);
            }
            if (disk.disk().shared()) {
                node.put("shareable", true).put("cache", "none");
            }
            if (boots(disk)) {
                node.put("bootOrder", 1);
            }
        }
    }

    private boolean boots(DiskOnTheWay disk) {
        return guise.keeps(Keeps.BOOT_FLAG)
                ? disk.disk().bootable()
                : disk.index() == blueprint.names().rootDisk();
    }

    private void nics(ArrayNode interfaces, ArrayNode networks) {
        Set<String> seen = new HashSet<>();
        for (Mapping.Attachment attachment : blueprint.attachments()) {
            if (guise.keeps(Keeps.ONE_NIC_PER_NETWORK)
                    && !(seen.add(attachment.nic().network()) && !attachment.floating())) {
                continue;
            }
            NetworkDestination destination = attachment.destination();
            String name = blueprint.names().network(networks.size(), attachment);
            ObjectNode nic = interfaces
                    .addObject()
                    .put("name", name)
                    .put("model", model(attachment.nic()))
                    .put("macAddress", attachment.nic().mac());
            ObjectNode network = networks.addObject().put("name", name);
            if (destination.type() == NetworkDestination.Type.POD) {
                nic.putObject("masquerade");
                network.putObject("pod");
            } else {
                nic.putObject(attachment.passThrough() ? "sriov" : "bridge");
                network.putObject("multus").put("networkName", destination.namespace() + "/" + destination.name());
            }
        }
    }

    private String model(SimVm.Nic nic) {
        return guise.keeps(Keeps.NIC_MODEL) ? nic.model() : blueprint.compatible() ? "e1000e" : "virtio";
    }
}
