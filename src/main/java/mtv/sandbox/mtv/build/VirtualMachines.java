package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.model.NetworkDestination;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.sandbox.source.SimVm;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The VirtualMachine that a machine from vSphere becomes. */
public final class VirtualMachines {

    private VirtualMachines() {}

    /**
     * @param claims the claim of each disk, in the order of the disks' numbers
     * @param attachments the NICs that the VM gets
     * @param serial of the firmware, in the form that the destination's release wants
     */
    public record Blueprint(
            String name,
            String namespace,
            Map<String, String> labels,
            PlanSpec plan,
            PlanVm vm,
            SimVm source,
            List<String> claims,
            List<Mapping.Attachment> attachments,
            String serial,
            String runStrategy) {

        private boolean converted() {
            return !Boolean.TRUE.equals(plan.skipGuestConversion());
        }

        /** A guest without virtio drivers gets devices that every guest knows. */
        private boolean compatible() {
            return !converted() && !Boolean.FALSE.equals(plan.useCompatibilityMode());
        }
    }

    public static GenericKubernetesResource build(Blueprint blueprint) {
        ObjectMetaBuilder metadata = new ObjectMetaBuilder()
                .withName(blueprint.name())
                .withNamespace(blueprint.namespace())
                .withLabels(blueprint.labels())
                .addToLabels("guestConverted", String.valueOf(blueprint.converted()));
        if (!blueprint.name().equals(blueprint.source().name())) {
            metadata.addToAnnotations(
                            "openshift.io/display-name", blueprint.source().name())
                    .addToAnnotations("original-ID", blueprint.source().id());
        }
        GenericKubernetesResource machine = new GenericKubernetesResource();
        machine.setApiVersion("kubevirt.io/v1");
        machine.setKind("VirtualMachine");
        machine.setMetadata(metadata.build());
        machine.setAdditionalProperty("spec", spec(blueprint));
        return machine;
    }

    /** From OpenShift 4.20 on the serial is written as vSphere writes it. */
    public static String vmwareSerial(String uuid) {
        String hex = uuid.replace("-", "").toLowerCase(Locale.ROOT);
        String blanks = hex.replaceAll("(..)(?!$)", "$1 ");
        return "VMware-" + blanks.substring(0, 23) + "-" + blanks.substring(24);
    }

    private static ObjectNode spec(Blueprint blueprint) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("runStrategy", blueprint.runStrategy());
        ObjectNode template = spec.putObject("template");
        ObjectNode metadata = template.putObject("metadata");
        metadata.set("labels", labels(blueprint));
        metadata.putObject("annotations")
                .put("vm.kubevirt.io/os", blueprint.source().guestId());
        ObjectNode guest = template.putObject("spec");
        if (blueprint.plan().targetNodeSelector() != null) {
            guest.putPOJO("nodeSelector", blueprint.plan().targetNodeSelector());
        }
        ObjectNode domain = guest.putObject("domain");
        capacity(spec, domain, blueprint);
        firmware(domain, blueprint);
        ObjectNode devices = domain.putObject("devices");
        devices.putArray("inputs")
                .addObject()
                .put("type", "tablet")
                .put("name", "tablet")
                .put("bus", blueprint.compatible() ? "usb" : "virtio");
        if (blueprint.source().tpm()) {
            devices.putObject("tpm").put("persistent", true);
        }
        disks(devices.putArray("disks"), guest.putArray("volumes"), blueprint);
        nics(devices.putArray("interfaces"), guest.putArray("networks"), blueprint);
        return spec;
    }

    private static ObjectNode labels(Blueprint blueprint) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        if (blueprint.plan().targetLabels() != null) {
            blueprint.plan().targetLabels().forEach(labels::put);
        }
        return labels.put("app", blueprint.name());
    }

    private static void capacity(ObjectNode spec, ObjectNode domain, Blueprint blueprint) {
        if (blueprint.vm().instanceType() != null) {
            spec.putObject("instancetype").put("name", blueprint.vm().instanceType());
            return;
        }
        SimVm source = blueprint.source();
        domain.putObject("cpu")
                .put("sockets", source.cpus() / source.coresPerSocket())
                .put("cores", source.coresPerSocket());
        domain.putObject("memory").put("guest", source.memoryMib() + "Mi");
    }

    private static void firmware(ObjectNode domain, Blueprint blueprint) {
        ObjectNode firmware = domain.putObject("firmware").put("serial", blueprint.serial());
        if (!"efi".equals(blueprint.source().firmware())) {
            firmware.putObject("bootloader").putObject("bios");
            return;
        }
        boolean secure = blueprint.source().secureBoot();
        firmware.putObject("bootloader").putObject("efi").put("secureBoot", secure);
        if (secure) {
            domain.putObject("features").putObject("smm").put("enabled", true);
        }
    }

    private static void disks(ArrayNode disks, ArrayNode volumes, Blueprint blueprint) {
        List<SimVm.Disk> sources = Disks.ordered(blueprint.source());
        for (int index = 0; index < blueprint.claims().size(); index++) {
            String name = "vol-" + index;
            volumes.addObject()
                    .put("name", name)
                    .putObject("persistentVolumeClaim")
                    .put("claimName", blueprint.claims().get(index));
            ObjectNode disk = disks.addObject().put("name", name);
            disk.putObject("disk").put("bus", blueprint.compatible() ? "sata" : "virtio");
            disk.put("serial", sources.get(index).serial());
            if (sources.get(index).shared()) {
                disk.put("shareable", true).put("cache", "none");
            }
            if (index == bootDisk(blueprint.vm().rootDisk())) {
                disk.put("bootOrder", 1);
            }
        }
    }

    /** {@code /dev/sdb} and the like name the second disk; nothing named means the first. */
    private static int bootDisk(String rootDisk) {
        return rootDisk == null || !rootDisk.matches("/dev/sd[a-z].*") ? 0 : rootDisk.charAt(7) - 'a';
    }

    private static void nics(ArrayNode interfaces, ArrayNode networks, Blueprint blueprint) {
        for (int index = 0; index < blueprint.attachments().size(); index++) {
            Mapping.Attachment attachment = blueprint.attachments().get(index);
            NetworkDestination destination = attachment.destination();
            String name = "net-" + index;
            ObjectNode nic = interfaces
                    .addObject()
                    .put("name", name)
                    .put("model", blueprint.compatible() ? "e1000e" : "virtio")
                    .put("macAddress", attachment.nic().mac());
            ObjectNode network = networks.addObject().put("name", name);
            if (destination.type() == NetworkDestination.Type.POD) {
                nic.putObject("masquerade");
                network.putObject("pod");
            } else {
                nic.putObject("bridge");
                network.putObject("multus").put("networkName", destination.namespace() + "/" + destination.name());
            }
        }
    }
}
