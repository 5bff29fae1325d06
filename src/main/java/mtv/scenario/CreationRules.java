package mtv.scenario;

import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import mtv.vm.SourceType;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks what a VM is to be created of, for what no cluster would take, or what MTV would not migrate. */
final class CreationRules {

    private static final String NAMESPACED = "VirtualMachine";

    private final Settings settings;
    private final Pattern ofTheCluster;

    /** @param ofTheCluster namespaces in which nobody makes VMs */
    CreationRules(Settings settings, Pattern ofTheCluster) {
        this.settings = settings;
        this.ofTheCluster = ofTheCluster;
    }

    /** Takes a mistake, and what to do about it. */
    @FunctionalInterface
    interface Mistakes {
        void add(String what, String remedy);
    }

    /** @param vm which is created */
    void check(ScenarioVm vm, Scenario scenario, Mistakes mistakes) {
        Creation wanted = vm.creation().orElseThrow();
        Mistakes of = (what, remedy) -> mistakes.add("create of VM " + vm.name() + " " + what, remedy);
        checkSource(of);
        Stream.of(
                        beside("clone", vm.cloned()),
                        beside("id", vm.id().isPresent()),
                        beside("path", vm.path().isPresent()),
                        beside("prepare", !vm.preparation().isNone()))
                .flatMap(Optional::stream)
                .forEach(field -> of.add(
                        "stands beside " + field + ", which is of a VM that is there already",
                        "leave one of them out"));
        if (vm.namespace().isPresent()) {
            of.add("stands beside namespace, which is of a VM that is there already", "write it into create");
        }
        checkPlace(vm, wanted, scenario, of);
        checkDisks(wanted, of);
        checkSize(wanted, of);
    }

    private static Optional<String> beside(String field, boolean there) {
        return Optional.of(field).filter(any -> there);
    }

    private void checkSource(Mistakes mistakes) {
        Optional<SourceProviderEntry> entry = settings.source().entry();
        entry.filter(other -> other.type() != SourceType.OPENSHIFT)
                .ifPresent(other -> mistakes.add(
                        "is for a source of type openshift, and source provider " + other.key() + " is of type "
                                + other.type().id(),
                        "name a VM that is there, or clone one"));
        entry.filter(other ->
                        other.type() == SourceType.OPENSHIFT && !other.url().isEmpty())
                .ifPresent(other -> mistakes.add(
                        "is for the session's own cluster, and source provider " + other.key() + " has an api_url",
                        "leave it out of the entry, or name a VM that is there"));
    }

    /** MTV gives a VM its name in the namespace that it goes to, where two VMs of one name cannot be. */
    private void checkPlace(ScenarioVm vm, Creation wanted, Scenario scenario, Mistakes mistakes) {
        wanted.namespace()
                .filter(name -> ofTheCluster.matcher(name).matches()
                        || name.equals(settings.cluster().mtvNamespace()))
                .ifPresent(name -> mistakes.add(
                        "has namespace " + name + ", which belongs to the cluster, or to MTV",
                        "name one for VMs, or leave it out to get one of the run's own"));
        wanted.namespace()
                .filter(name -> vm.targetName().isEmpty()
                        && scenario.vmTargetNamespace().filter(name::equals).isPresent())
                .ifPresent(name -> mistakes.add(
                        "has namespace " + name + ", which is vm_target_namespace, too, and MTV migrates a VM under its"
                                + " own name",
                        "give another namespace, or a target_name"));
        Stream.of(wanted.instanceTypeKind(), wanted.preferenceKind())
                .flatMap(Optional::stream)
                .filter(kind -> wanted.namespace().isEmpty() && !isOfCluster(kind))
                .forEach(kind -> mistakes.add(
                        "wants a " + kind + ", which must be in the VM's namespace, and the run makes that one empty",
                        "name the namespace that has it"));
    }

    private static boolean isOfCluster(String kind) {
        return kind.startsWith(NAMESPACED + "Cluster");
    }

    private static void checkDisks(Creation wanted, Mistakes mistakes) {
        if (wanted.origins() != 1) {
            mistakes.add(
                    "has " + wanted.origins() + " of container_disk, data_source and data_volume_templates",
                    "give exactly one");
        }
        if (wanted.containerDisk().isPresent() && wanted.diskGib().isEmpty()) {
            mistakes.add(
                    "imports a container disk into a claim, since MTV copies nothing else, and has no size for it",
                    "give disk_gib, which is as large as the image's disk or larger");
        }
        boolean sized = wanted.diskGib().isPresent() || wanted.storageClass().isPresent();
        if (!wanted.dataVolumeTemplates().isEmpty() && sized) {
            mistakes.add(
                    "has disk_gib or storage_class beside data_volume_templates",
                    "write them into the templates, as spec.storage");
        }
        twice(wanted.templateNames())
                .forEach(name -> mistakes.add(
                        "has two data_volume_templates of the name " + name, "give each a name of its own"));
    }

    private static Stream<String> twice(List<String> names) {
        Set<String> seen = new HashSet<>();
        return names.stream().filter(Predicate.not(seen::add)).distinct();
    }

    private static void checkSize(Creation wanted, Mistakes mistakes) {
        boolean sizes = wanted.cpus().isPresent() || wanted.memoryMib().isPresent();
        if (wanted.instanceType().isPresent() && sizes) {
            mistakes.add(
                    "has cpus or memory_mib beside instance_type, which decides both, so KubeVirt refuses it",
                    "leave one of them out");
        }
        boolean whole = wanted.cpus().isPresent() && wanted.memoryMib().isPresent();
        if (wanted.instanceType().isEmpty() && !whole) {
            mistakes.add("says not how large the VM is", "give instance_type, or cpus and memory_mib");
        }
        nameless("instance_type", wanted.instanceType(), wanted.instanceTypeKind(), mistakes);
        nameless("preference", wanted.preference(), wanted.preferenceKind(), mistakes);
    }

    private static void nameless(String field, Optional<String> name, Optional<String> kind, Mistakes mistakes) {
        if (kind.isPresent() && name.isEmpty()) {
            mistakes.add("has " + field + "_kind without " + field, "give " + field + ", too");
        }
    }
}
