package mtv.sandbox.forklift.build;

import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.names.gotemplate.GoTemplate;
import mtv.names.gotemplate.TemplateException;
import mtv.sandbox.sources.SimVm;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * MTV's rules for names from templates: which template is used, which variables it may use, and what a valid name looks
 * like. A wrong template, or one that gives no name, is an {@link IllegalArgumentException} or a
 * {@link TemplateException}.
 *
 * @param targetName of the machine, as templates see it
 * @param common MTV's template for volumes, or empty
 */
public record TemplateNames(
        String planName, PlanSpec plan, PlanVm vm, SimVm source, SourceKind kind, String targetName, String common) {

    private static final String DEFAULT = "{{trunc 15 .PlanName}}-{{trunc 15 .TargetVmName}}-disk-{{.DiskIndex}}";

    /** The template for claims: the VM's, else the Plan's, else the one of MTV's configuration, else the default. */
    public String claimTemplate() {
        return first(
                vm.pvcNameTemplate(),
                plan.pvcNameTemplate(),
                common,
                kind == SourceKind.OPENSHIFT ? "{{.SourcePVCName}}" : DEFAULT);
    }

    /** Whether the API server appends a suffix. Unset means no for openshift sources and yes for all others. */
    boolean generated() {
        Boolean wish = plan.pvcNameTemplateUseGenerateName();
        return wish == null ? kind != SourceKind.OPENSHIFT : wish;
    }

    /** The name of a disk's claim, without the suffix of the API server. */
    public String claim(MigratedDisk disk) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "VmName", source.name(),
                "TargetVmName", targetName,
                "PlanName", planName,
                "DiskIndex", disk.index(),
                "VmId", source.id()));
        String path = disk.source();
        if (kind == SourceKind.VSPHERE) {
            fields.put("FileName", path.substring(path.lastIndexOf('/') + 1));
            fields.put("RootDiskIndex", rootDisk());
            fields.put("Shared", disk.disk().shared());
            fields.put("WinDriveLetter", source.windows() ? String.valueOf((char) ('c' + disk.index())) : "");
        }
        if (kind == SourceKind.OPENSHIFT) {
            fields.put("SourcePVCNamespace", path.substring(0, path.indexOf('/')));
            fields.put("SourcePVCName", path.substring(path.indexOf('/') + 1));
        }
        return label(GoTemplate.render(claimTemplate(), fields).strip());
    }

    /** The name of a disk in the machine. Only vSphere's can be changed by a template. */
    public String volume(MigratedDisk disk, String claim) {
        String template = first(vm.volumeNameTemplate(), plan.volumeNameTemplate());
        return template == null || kind != SourceKind.VSPHERE
                ? Manifests.part("disk-name", Map.of("kind", kind, "disk", disk))
                        .asText()
                : label(GoTemplate.render(template, Map.of("PVCName", claim, "VolumeIndex", disk.index())));
    }

    /** The name of a network in the machine. Only vSphere's can be changed by a template. */
    public String network(int index, PlanMaps.Attachment attachment) {
        String template = first(vm.networkNameTemplate(), plan.networkNameTemplate());
        if (template == null || kind != SourceKind.VSPHERE) {
            return "net-" + index;
        }
        var place = attachment.destination();
        return label(GoTemplate.render(
                template,
                Map.of(
                        "NetworkName", place.name() == null ? "" : place.name(),
                        "NetworkNamespace", place.namespace() == null ? "" : place.namespace(),
                        "NetworkType", place.type().name().equals("POD") ? "Pod" : "Multus",
                        "NetworkIndex", index)));
    }

    /** Whether a template gives volumes a name that Kubernetes accepts. An unset template is valid. */
    public static boolean namesVolumes(String template) {
        return namesWell(template, Map.of("PVCName", "test-pvc", "VolumeIndex", 0));
    }

    /** Whether a template gives networks a name that Kubernetes accepts. An unset template is valid. */
    public static boolean namesNetworks(String template) {
        return namesWell(
                template,
                Map.of(
                        "NetworkName", "test-network",
                        "NetworkNamespace", "test-namespace",
                        "NetworkType", "Multus",
                        "NetworkIndex", 0));
    }

    private static boolean namesWell(String template, Map<String, Object> fields) {
        try {
            return template == null || template.isEmpty() || TargetNames.isLabel(GoTemplate.render(template, fields));
        } catch (IllegalArgumentException | TemplateException e) {
            return false;
        }
    }

    /** The number of the root disk: {@code /dev/sdb} is the second disk, and the first is the default. */
    public int rootDisk() {
        String root = vm.rootDisk();
        return root == null || !root.matches("/dev/sd[a-z].*") ? 0 : root.charAt(7) - 'a';
    }

    private static String label(String name) {
        if (!TargetNames.isLabel(name)) {
            throw new IllegalArgumentException("Template output is invalid k8s label [" + name + "]");
        }
        return name;
    }

    private static String first(String... templates) {
        return Stream.of(templates)
                .filter(template -> template != null && !template.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
