package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.NetworkDestination;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimVm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The VirtualMachine for a VM of any platform other than OpenShift. This class collects its values, and
 * {@code manifests.json} has its form.
 */
public final class MachineManifest {

    private static final long MEBIBYTE = 1L << 20;
    private static final int LONGEST_SERIAL = 20;

    private MachineManifest() {}

    /**
     * @param catalog of the machine's platform
     * @param disks of the machine
     * @param claims the claim of each disk by the disk's number
     * @param attachments the NICs of the machine
     * @param vmwareSerial whether the destination's release wants the serial in vSphere's form
     */
    public record Blueprint(
            String name,
            Map<String, String> labels,
            TemplateNames names,
            Catalog catalog,
            boolean converted,
            List<MigratedDisk> disks,
            Map<Integer, String> claims,
            List<PlanMaps.Attachment> attachments,
            boolean vmwareSerial,
            String runStrategy) {

        private PlanSpec plan() {
            return names.plan();
        }

        /** An option, where the VM's own wins over the Plan's and unset means no. */
        private boolean wants(Function<PlanVm, Boolean> own, Function<PlanSpec, Boolean> common) {
            Boolean wish = own.apply(names.vm());
            return Boolean.TRUE.equals(wish == null ? common.apply(plan()) : wish);
        }

        /** Whether the machine gets devices that every guest knows, because virtio drivers were not installed. */
        private boolean compatible() {
            return names.kind() == SourceKind.VSPHERE
                    && !converted
                    && !Boolean.FALSE.equals(plan().useCompatibilityMode());
        }
    }

    public static GenericKubernetesResource build(Blueprint blueprint) {
        TemplateNames names = blueprint.names();
        SimVm source = names.source();
        Map<String, String> labels = new TreeMap<>(
                blueprint.plan().targetLabels() == null
                        ? Map.of()
                        : blueprint.plan().targetLabels());
        labels.put("app", blueprint.name());
        Boolean nested = names.vm().enableNestedVirtualization();
        Map<String, Object> facts = new PlatformTraits(blueprint.catalog(), source, names.kind())
                .facts(nested == null ? blueprint.plan().enableNestedVirtualization() : nested);
        facts.put("runStrategy", blueprint.runStrategy());
        facts.put("labels", labels);
        facts.put("plan", blueprint.plan());
        facts.put("wish", names.vm());
        facts.put("vm", source);
        facts.put("kind", names.kind());
        boolean flat = names.kind() == SourceKind.HYPERV; // which tells the number of its processors alone
        facts.put("sockets", flat ? 1 : source.sockets());
        facts.put("cores", flat ? source.cpus() : source.coresPerSocket());
        facts.put("memory", Quantities.binary(source.memoryMib() * MEBIBYTE));
        facts.put("serial", blueprint.vmwareSerial() ? vmwareSerial(source.uuid()) : source.uuid());
        facts.put("compatible", blueprint.compatible());
        facts.put("disks", disks(blueprint));
        facts.put("nics", nics(blueprint));
        return machine(blueprint, Manifests.part("machine-spec", facts));
    }

    /** The VirtualMachine with this spec. Its metadata do not depend on the source. */
    static GenericKubernetesResource machine(Blueprint blueprint, JsonNode spec) {
        SimVm source = blueprint.names().source();
        SourceKind kind = blueprint.names().kind();
        Map<String, String> labels = new TreeMap<>(blueprint.labels());
        Map<String, String> annotations = new TreeMap<>();
        if (kind.converts()) {
            labels.put("guestConverted", String.valueOf(blueprint.converted()));
        }
        if (!blueprint.name().equals(source.name())) {
            annotations.putAll(Map.of("openshift.io/display-name", source.name(), "original-ID", source.id()));
        }
        if (kind == SourceKind.VSPHERE) {
            labels.putAll(SourceMetadata.labels(source, blueprint.plan().tagMapping()));
            annotations.putAll(SourceMetadata.annotations(source));
        }
        Map<String, Object> facts = new HashMap<>(Map.of("name", blueprint.name(), "plan", blueprint.plan()));
        facts.putAll(Map.of("labels", labels, "annotations", annotations, "spec", spec));
        return Manifests.object("machine", facts);
    }

    /** The serial in vSphere's form, which MTV writes from OpenShift 4.20 on. */
    public static String vmwareSerial(String uuid) {
        String hex = uuid.replace("-", "").toLowerCase(Locale.ROOT);
        String blanks = hex.replaceAll("(..)(?!$)", "$1 ");
        return "VMware-" + blanks.substring(0, 23) + "-" + blanks.substring(24);
    }

    private static List<Map<String, Object>> disks(Blueprint blueprint) {
        List<Map<String, Object>> disks = new ArrayList<>();
        for (MigratedDisk disk : blueprint.disks()) {
            String claim = blueprint.claims().get(disk.index());
            Map<String, Object> facts = new HashMap<>(Map.of(
                    "compatible", blueprint.compatible(),
                    "kind", blueprint.names().kind(),
                    "bus", disk.disk().bus()));
            facts.put("bus", Manifests.part("disk-bus", facts));
            facts.put("name", blueprint.names().volume(disk, claim));
            facts.put("claim", claim);
            boolean raw = blueprint.names().kind() == SourceKind.VSPHERE
                    && disk.disk().storageType() == SimVm.StorageType.lun;
            facts.put("lun", !disk.copied() || raw && blueprint.wants(PlanVm::rdmAsLun, PlanSpec::rdmAsLun));
            facts.put("reserved", blueprint.wants(PlanVm::scsiReservation, PlanSpec::scsiReservation));
            facts.put("serial", serial(blueprint.names(), disk));
            facts.put("shared", disk.disk().shared());
            facts.put("bootable", disk.disk().bootable());
            facts.put("root", disk.index() == blueprint.names().rootDisk());
            disks.add(facts);
        }
        return disks;
    }

    /**
     * The serial of a disk, at most as long as QEMU allows. A disk without one gets a serial that is the same each
     * time.
     */
    private static String serial(TemplateNames names, MigratedDisk disk) {
        if (names.kind() == SourceKind.OVIRT) {
            return disk.source();
        }
        boolean own = names.kind() == SourceKind.VSPHERE;
        String known = own
                ? disk.disk().serial()
                : names.kind() == SourceKind.OVA ? "vmdisk" + (disk.disk().unitNumber() + 1) : disk.source();
        String safe = known == null ? "" : known.replaceAll("[^0-9A-Za-z-]", "");
        int key = own ? disk.disk().key() : disk.index();
        String serial = safe.isEmpty() ? HexDigest.of("SHA-256", names.source().id() + ":" + key) : safe;
        return serial.substring(0, Math.min(serial.length(), LONGEST_SERIAL));
    }

    private static List<Map<String, Object>> nics(Blueprint blueprint) {
        Set<String> seen = new HashSet<>();
        List<Map<String, Object>> nics = new ArrayList<>();
        for (PlanMaps.Attachment attachment : blueprint.attachments()) {
            boolean another = seen.add(attachment.nic().network()) && !attachment.floating();
            if (another || !blueprint.names().kind().takesOneNicPerNetwork()) {
                NetworkDestination place = attachment.destination();
                boolean pod = place.type() == NetworkDestination.Type.POD;
                nics.add(Map.of(
                        "name", blueprint.names().network(nics.size(), attachment),
                        "model", attachment.nic().model(),
                        "mac", attachment.nic().mac(),
                        "pci", attachment.nic().pciAddress(),
                        "unplugged", attachment.nic().unplugged(),
                        "binding", pod ? "masquerade" : attachment.passThrough() ? "sriov" : "bridge",
                        "network", place.namespace() + "/" + place.name()));
            }
        }
        return nics;
    }
}
