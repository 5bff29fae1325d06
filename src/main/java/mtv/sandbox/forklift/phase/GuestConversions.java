package mtv.sandbox.forklift.phase;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.ObjectRef;
import mtv.model.PlanSpec;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.forklift.build.ConversionPod;
import mtv.sandbox.forklift.build.HelperPods;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.Manifests;
import mtv.sandbox.forklift.build.MigratedDisk;
import mtv.sandbox.forklift.itinerary.VmTrait;
import mtv.sandbox.forklift.objects.TargetObjects;
import mtv.sandbox.forklift.objects.TargetVolumes;
import mtv.sandbox.forklift.runtime.Conversions;
import mtv.sandbox.forklift.runtime.ProviderSecrets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Creates what converts or inspects a VM's guest: Conversion objects beside the Plan, or pods where MTV is set up
 * without Conversion objects.
 */
final class GuestConversions {

    private static final String SCRATCH = "conversion-temp-storage";

    private final VmRun vm;

    GuestConversions(VmRun vm) {
        this.vm = vm;
    }

    /** The Conversion of this run that converts the guest. */
    Optional<GenericKubernetesResource> guest() {
        return all().filter(conversion -> !isInspection(conversion))
                .filter(conversion ->
                        vm.context().labels().run().get("migration").equals(Conversions.label(conversion, "migration")))
                .findFirst();
    }

    Optional<GenericKubernetesResource> inspection() {
        return all().filter(GuestConversions::isInspection).findFirst();
    }

    private Stream<GenericKubernetesResource> all() {
        return vm.context()
                .environment()
                .caches()
                .conversions()
                .of(vm.context().plan().getMetadata().getUid(), vm.id());
    }

    private static boolean isInspection(GenericKubernetesResource conversion) {
        return Conversions.DEEP_INSPECTION.equals(Conversions.label(conversion, Conversions.TYPE));
    }

    void convert() {
        String type = vm.itinerary().is(VmTrait.V2V) ? "Remote" : "InPlace";
        Map<String, String> labels = Labels.with(labels(HelperPods.Use.CONVERSION), Conversions.TYPE, type);
        vm.context().home().create(Manifests.object("conversion", facts(type, labels, disks())));
    }

    /** Creates the pod directly, without a Conversion. */
    void start(HelperPods.Use use) {
        boolean converts = use == HelperPods.Use.CONVERSION;
        String type = !converts ? "Inspection" : vm.itinerary().is(VmTrait.V2V) ? "Remote" : "InPlace";
        Map<String, Object> facts = facts(type, labels(use), converts ? disks() : null);
        PlanSpec plan = vm.context().spec();
        if (plan.conversionTempStorageClass() != null && plan.conversionTempStorageSize() != null) {
            facts.put("scratch", SCRATCH);
            Map<String, String> settings = VirtV2vSettings.of(vm);
            settings.put("TMPDIR", "/var/tmp/virt-v2v");
            facts.put("settings", settings);
        }
        GenericKubernetesResource conversion = Manifests.object("conversion", facts);
        vm.target()
                .create(ConversionPod.of(conversion, "", vm.context().settings().waitForGuestReboots()));
    }

    /** Creates the inspection of the first snapshot of a warm migration, on MTV's own cluster. */
    void inspect() {
        Map<String, String> labels = new TreeMap<>(vm.context().labels().anyRun());
        labels.putAll(Map.of(Labels.VM, vm.id(), Conversions.TYPE, Conversions.DEEP_INSPECTION));
        Map<String, Object> facts = new HashMap<>();
        facts.put("labels", labels);
        facts.put("secret", secret("di-", Labels.with(labels, "isConnection", "true"), connection()));
        facts.put("encryption", encryption(labels, "di-luks-", vm.context().home()));
        facts.put("prefix", vm.prefix());
        facts.put("owner", vm.context().plan().getMetadata());
        facts.put("plan", vm.context().spec());
        facts.put("vm", reference());
        facts.put("snapshot", vm.precopies().get(0).snapshot());
        facts.put("vddk", vm.context().vddkImage());
        facts.put("serviceAccount", vm.context().serviceAccount());
        vm.context().home().create(Manifests.object("deep-inspection", facts));
    }

    private Map<String, Object> facts(String type, Map<String, String> labels, List<Map<String, Object>> disks) {
        PlanSpec plan = vm.context().spec();
        Map<String, Object> facts = new HashMap<>();
        facts.put("type", type);
        facts.put("labels", labels);
        facts.put("disks", disks);
        facts.put(
                "secret",
                reference(plan.targetNamespace(), SourceCredentials.secret(vm, SourceCredentials.Use.CONVERSION)));
        facts.put("encryption", encryption(labels, "luks-", vm.target()));
        facts.put("prefix", vm.prefix());
        facts.put("plan", plan);
        facts.put("vm", reference());
        facts.put(
                "destination",
                reference(
                        vm.context().destination().getMetadata().getNamespace(),
                        vm.context().destination().getMetadata().getName()));
        facts.put("settings", VirtV2vSettings.of(vm));
        facts.put("vddk", vm.context().vddkImage());
        facts.put("local", vm.options().host());
        facts.put("own", plan.convertorAffinity() != null);
        facts.put("serviceAccount", vm.context().serviceAccount());
        Map<String, String> network = vm.context().transferNetwork();
        facts.put("network", network.isEmpty() ? null : network);
        return facts;
    }

    private Map<String, String> labels(HelperPods.Use use) {
        Map<String, String> labels = new TreeMap<>(vm.context().labels().vm(vm.id()));
        labels.put(Labels.APP, use.app());
        Optional.ofNullable(vm.context().spec().convertorLabels()).ifPresent(labels::putAll);
        return labels;
    }

    private Map<String, String> reference() {
        Map<String, String> reference = new TreeMap<>();
        reference.put("id", vm.id());
        reference.put("name", vm.source().name());
        Optional.ofNullable(vm.status().namespace()).ifPresent(name -> reference.put("namespace", name));
        return reference;
    }

    private static Map<String, String> reference(String namespace, String name) {
        return Map.of("namespace", namespace, "name", name);
    }

    /** The claims of the VM in the order of its disks. */
    private List<Map<String, Object>> disks() {
        List<PersistentVolumeClaim> claims = vm.claims();
        List<Map<String, Object>> disks = new ArrayList<>();
        for (MigratedDisk disk : vm.options().disks()) {
            claims.stream()
                    .filter(claim -> disk.source().equals(TargetVolumes.source(claim)))
                    .findFirst()
                    .ifPresent(claim -> disks.add(disk(disks.size(), claim)));
        }
        return disks;
    }

    private static Map<String, Object> disk(int index, PersistentVolumeClaim claim) {
        boolean block = "Block".equals(claim.getSpec().getVolumeMode());
        return Map.of(
                "name",
                claim.getMetadata().getName(),
                "namespace",
                claim.getMetadata().getNamespace(),
                "volumeMode",
                claim.getSpec().getVolumeMode(),
                block ? "devicePath" : "mountPath",
                (block ? "/dev/block" : "/mnt/disks/disk") + index);
    }

    private Map<String, String> secret(String name, Map<String, String> labels, Map<String, String> data) {
        Map<String, ?> facts = Map.of("prefix", vm.prefix() + name, "labels", labels, "data", data);
        return reference(
                vm.context().plan().getMetadata().getNamespace(),
                vm.context().home().create("secret", facts));
    }

    /** The content of the Provider's Secret together with the Provider's address. */
    private Map<String, String> connection() {
        Map<String, String> data = new TreeMap<>(
                values(ObjectKey.of(vm.context().source().getSpec().secret())));
        data.put("url", vm.context().source().getSpec().url());
        Optional.ofNullable(vm.context().source().getStatus().fingerprint())
                .ifPresent(it -> data.put("fingerprint", it));
        return data;
    }

    private Map<String, String> values(ObjectKey secret) {
        Optional<Secret> found = vm.context().environment().caches().secrets().get(secret);
        return found.map(ProviderSecrets::values).orElse(Map.of());
    }

    /**
     * How the disks are decrypted: by Clevis, else by a copy of the Secret with the LUKS keys; null if they are not
     * encrypted.
     */
    private Map<String, Object> encryption(Map<String, String> labels, String name, TargetObjects where) {
        if (Boolean.TRUE.equals(vm.status().nbdeClevis())) {
            return Map.of("type", "Clevis");
        }
        ObjectRef keys = vm.status().luks();
        if (keys == null || keys.name() == null) {
            return null;
        }
        String home = vm.context().plan().getMetadata().getNamespace();
        String namespace = where == vm.target() ? vm.context().spec().targetNamespace() : home;
        Map<String, String> own = new TreeMap<>(labels);
        own.keySet().retainAll(List.of("plan", Labels.VM, Conversions.TYPE));
        Map<String, String> data =
                values(new ObjectKey(keys.namespace() == null ? home : keys.namespace(), keys.name()));
        String copy = where.create(
                "secret",
                Map.of("prefix", vm.prefix() + name, "labels", Labels.with(own, "isLUKS", "true"), "data", data));
        return Map.of("type", "LUKS", "secret", reference(namespace, copy));
    }
}
