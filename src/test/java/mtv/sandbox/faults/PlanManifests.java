package mtv.sandbox.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The specs of the maps and the Plan of a line.
 *
 * @param vms names of the source VMs
 * @param storages references to storages, by id or by name
 */
record PlanManifests(
        String source, String destination, List<String> vms, List<String> networks, List<String> storages) {

    /** Types of sources that have a Provider of the same name. */
    static final Set<String> OTHER_SOURCES = Set.of("ovirt", "openstack", "ova");

    private static final String STORAGE_CLASS = "ocs-storagecluster-ceph-rbd-virtualization";

    static PlanManifests of(Symptom line) {
        String to = line.is("own-remote") ? line.name() : line.is("remote") ? "remote" : "host";
        return switch (OTHER_SOURCES.stream().filter(line::is).findFirst().orElse("vsphere")) {
            case "ovirt" ->
                new PlanManifests("ovirt", to, List.of("mtv-rhel8-sanity"), ids("0e1e0000"), byId(ids("5d0d0000")));
            case "openstack" ->
                new PlanManifests("openstack", to, List.of("mtv-rhel9-sanity"), ids("0e200000"), byId(ids("07e00000")));
            case "ova" ->
                new PlanManifests(
                        "ova", to, List.of("appliance-1"), ids("9d000000"), List.of("name: appliance-1-disk1.vmdk"));
            default ->
                new PlanManifests(
                        line.is("own-source") ? line.name() : "vc",
                        to,
                        Machines.names(line),
                        List.of("network-11", "dvportgroup-21"),
                        byId(List.of("datastore-7", "datastore-8")));
        };
    }

    private static List<String> ids(String start) {
        String middle = "-0000-4000-8000-00000000000";
        return List.of(start + middle + 1, start + middle + 2);
    }

    private static List<String> byId(List<String> ids) {
        return ids.stream().map("id: "::concat).toList();
    }

    private String providers() {
        return "provider: {source: {name: %s, namespace: openshift-mtv}, destination: {name: %s, namespace: %s}}"
                .formatted(source, destination, FaultSandbox.MTV);
    }

    String networkMap() {
        return providers() + """
                , map: [{source: {id: %s}, destination: {type: pod}},
                  {source: {id: %s}, destination: {type: multus, namespace: default, name: br-40}}]
                """.formatted(networks.toArray());
    }

    String storageMap() {
        return storages.stream()
                .map(ref -> "{source: {%s}, destination: {storageClass: %s}}".formatted(ref, STORAGE_CLASS))
                .collect(Collectors.joining(", ", providers() + ", map: [", "]"));
    }

    String plan(Symptom line) {
        String more = (line.is("renamed") ? ", targetName: " + line.name() + "-new" : "")
                + (line.is("hook") ? ", hooks: [" + hook("PreHook") + ", " + hook("PostHook") + "]" : "");
        return providers()
                + """
                , targetNamespace: t-%1$s, warm: %2$s, vms: [%3$s], targetLabels: {team: a},
                map: {network: {name: %1$s, namespace: openshift-mtv},
                  storage: {name: %1$s, namespace: openshift-mtv}}, targetNodeSelector: {zone: b},
                targetAffinity: {podAntiAffinity: {}},
                pvcNameTemplate: "pvc-disk-{{.DiskIndex}}", pvcNameTemplateUseGenerateName: %4$s
                """.formatted(
                        line.name(),
                        !line.is("cold"),
                        vms.stream().map(vm -> "{name: " + vm + more + "}").collect(Collectors.joining(", ")),
                        !line.is("exact"));
    }

    private static String hook(String step) {
        return "{hook: {name: hook, namespace: openshift-mtv}, step: " + step + "}";
    }
}
