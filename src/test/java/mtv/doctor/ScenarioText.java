package mtv.doctor;

/** JSON of one scenario's fields. */
final class ScenarioText {

    private ScenarioText() {}

    /** @param more fields of the VM, each after a comma; may be empty */
    static String of(String vm, String more, boolean warm) {
        return """
                {"virtual_machines": [{"name": "%s"%s}], "warm_migration": %s}""".formatted(vm, more, warm);
    }

    static String copy(String vm, boolean warm) {
        return of(vm, ", \"clone\": true", warm);
    }

    /** Of a cold migration of a copy. @param more fields of the scenario */
    static String copyWith(String more) {
        return """
                {"virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true}],
                 "warm_migration": false, %s}""".formatted(more);
    }

    /** Likewise into a namespace of somebody. @param more fields of the VM, each after a comma; may be empty */
    static String into(String namespace, String more) {
        return """
                {"virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true%s}], "warm_migration": false,
                 "scc": "forklift-controller-scc", "vm_target_namespace": "%s"}""".formatted(more, namespace);
    }
}
