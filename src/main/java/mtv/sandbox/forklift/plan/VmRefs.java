package mtv.sandbox.forklift.plan;

import mtv.model.PlanVm;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.maps.SourceRefs;
import mtv.sandbox.sources.SimVm;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a Plan's references to VMs mean in its source. */
final class VmRefs {

    private VmRefs() {}

    /** Whether a reference says nothing at all. */
    static boolean isEmpty(PlanVm vm) {
        return !isSet(vm.id()) && !isSet(vm.name()) && !isSet(vm.type());
    }

    /**
     * All VMs that are meant; by id whatever else is said, even a template.
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

    /** A folder counts only where the name alone does not tell. */
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

    /** A name alone means nothing in an openshift source, although it may be there once. */
    static boolean lacksNamespace(PlanVm vm, SourceKind kind) {
        return kind == SourceKind.OPENSHIFT && !isSet(vm.id()) && namespace(vm).isEmpty();
    }

    /** Its own, or the part of its name before a slash. */
    private static String namespace(PlanVm vm) {
        return isSet(vm.namespace()) || !isSet(vm.name())
                ? String.valueOf(vm.namespace())
                : vm.name().substring(0, Math.max(0, vm.name().lastIndexOf('/')));
    }

    /** The reference with what it means; one that does not mean one VM stays as it is. */
    static PlanVm complete(PlanVm vm, SourceKind kind, Map<String, SimVm> machines) {
        List<SimVm> found = lacksNamespace(vm, kind) ? List.of() : find(vm, kind, machines);
        return found.size() == 1 ? completed(vm, kind, found.get(0)) : vm;
    }

    /**
     * The reference with what was found; the name of one of an openshift source stays as it is, or gets the namespace
     * that nothing else tells.
     */
    static PlanVm completed(PlanVm vm, SourceKind kind, SimVm found) {
        boolean cluster = kind == SourceKind.OPENSHIFT;
        String name =
                !cluster ? found.name() : isSet(vm.namespace()) ? vm.name() : found.namespace() + "/" + found.name();
        return vm.withId(found.id()).withName(name);
    }

    /** As the product writes it into conditions, blanks included. */
    static String print(PlanVm vm) {
        String type = isSet(vm.type()) ? "(" + vm.type() + ")" : "";
        return type + SourceRefs.print(vm.id(), vm.name());
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }
}
