package mtv.sandbox.forklift.plan;

import mtv.model.PlanVm;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.maps.SourceRefs;
import mtv.sandbox.sources.SimVm;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Resolves a Plan's references to VMs in its source. */
final class VmRefs {

    private VmRefs() {}

    /** Whether a reference is empty. */
    static boolean isEmpty(PlanVm vm) {
        return !isSet(vm.id()) && !isSet(vm.name()) && !isSet(vm.type());
    }

    /**
     * All VMs that a reference means. If it has an id nothing else counts, and templates are found too.
     *
     * @param machines of the source, by id
     */
    static List<SimVm> find(PlanVm vm, SourceKind kind, Map<String, SimVm> machines) {
        if (isSet(vm.id())) {
            return Stream.ofNullable(machines.get(vm.id())).toList();
        }
        String path = isSet(vm.name()) ? vm.name() : "";
        return switch (kind) {
            case OPENSHIFT ->
                named(lastOf(path), machines)
                        .filter(machine -> machine.namespace().equals(namespace(vm)))
                        .toList();
            case VSPHERE -> byPath(path, machines);
            default -> named(path, machines).toList();
        };
    }

    /** Finds VMs by path. The folder counts only if the name is not unique. */
    private static List<SimVm> byPath(String path, Map<String, SimVm> machines) {
        String name = lastOf(path);
        List<SimVm> named = named(name, machines).toList();
        if (named.size() < 2 || !path.contains("/")) {
            return named;
        }
        return named.stream()
                .filter(machine ->
                        ("/" + (machine.folder().isEmpty() ? "vm" : machine.folder()) + "/" + name).endsWith(path))
                .toList();
    }

    private static Stream<SimVm> named(String name, Map<String, SimVm> machines) {
        return machines.values().stream()
                .filter(machine -> !machine.template() && machine.name().equals(name));
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Whether a reference lacks the namespace, without which a name in an openshift source means nothing even if it is
     * unique.
     */
    static boolean lacksNamespace(PlanVm vm, SourceKind kind) {
        return kind == SourceKind.OPENSHIFT && !isSet(vm.id()) && namespace(vm).isEmpty();
    }

    /** The namespace of a reference, or the part of its name before a slash. */
    private static String namespace(PlanVm vm) {
        return isSet(vm.namespace()) || !isSet(vm.name())
                ? String.valueOf(vm.namespace())
                : vm.name().substring(0, Math.max(0, vm.name().lastIndexOf('/')));
    }

    /** Completes a reference that means exactly one VM; others stay unchanged. */
    static PlanVm complete(PlanVm vm, SourceKind kind, Map<String, SimVm> machines) {
        List<SimVm> found = lacksNamespace(vm, kind) ? List.of() : find(vm, kind, machines);
        return found.size() == 1 ? completed(vm, kind, found.get(0)) : vm;
    }

    /**
     * Completes a reference with the VM that was found. For an openshift source the name stays as written, or gets the
     * namespace if that is given nowhere else.
     */
    static PlanVm completed(PlanVm vm, SourceKind kind, SimVm found) {
        boolean cluster = kind == SourceKind.OPENSHIFT;
        String name =
                !cluster ? found.name() : isSet(vm.namespace()) ? vm.name() : found.namespace() + "/" + found.name();
        return vm.withId(found.id()).withName(name);
    }

    /** The text that MTV writes into conditions, including its blanks. */
    static String print(PlanVm vm) {
        String type = isSet(vm.type()) ? "(" + vm.type() + ")" : "";
        return type + SourceRefs.print(vm.id(), vm.name());
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }
}
