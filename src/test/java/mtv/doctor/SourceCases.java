package mtv.doctor;

import java.util.List;
import java.util.Map;

/** What is wrong with the source, or with the VMs that scenarios name there. */
final class SourceCases {

    static final List<DoctorCase> ALL = List.of(
            DoctorCase.broken(
                    "password of the source",
                    it -> Map.of("providers_file", it.bed().wrongProviders().toString()),
                    "source +error +vCenter \\S+ refused user .*; check username and password of vsphere-sandbox"),
            DoctorCase.wanted(
                    "no original",
                    ScenarioText.copy("gone", false),
                    "machines +error +VM gone does not exist on source provider vsphere-sandbox, so it"),
            DoctorCase.broken(
                    "Provider that is not Ready",
                    Breakage::providerThatIsNotReady,
                    "source +warning +MTV has Provider shop/theirs of the same source, and it is not Ready: .*"
                            + "ConnectionTestFailed.*; see whether"),
            new DoctorCase(
                    "name of two VMs",
                    it -> {
                        it.created("""
                                {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine", "metadata":
                                 {"name": "shop-web", "namespace": "default"}, "spec": {"runStrategy": "Halted",
                                 "template": {"spec": {"domain": {"devices": {}}}}}}""");
                        return Map.of("source_provider", "openshift-sandbox");
                    },
                    ScenarioText.of("shop-web", "", false),
                    "machines +error +VM shop-web of scenario it is one of 2 of that name in MTV's inventory; say"),
            created(
                    "no DataSource",
                    "\"data_source\": {\"name\": \"rhel8\"}, \"instance_type\": \"u1.small\"",
                    "VM new cannot be created: DataSource openshift-virtualization-os-images/rhel8 is not on the hub;"
                            + " did you mean rhel9\\?; correct its \"create\""),
            created(
                    "no instance type",
                    "\"data_source\": {\"name\": \"rhel9\"}, \"instance_type\": \"u1.smal\"",
                    "VirtualMachineClusterInstancetype u1.smal is not on the hub; did you mean u1.small"),
            created(
                    "no preference",
                    "\"data_source\": {\"name\": \"rhel9\"}, \"instance_type\": \"u1.small\", \"preference\": \"x\"",
                    "VirtualMachineClusterPreference x is not on the hub"),
            created(
                    "no storage class of a disk",
                    "\"data_source\": {\"name\": \"rhel9\"}, \"instance_type\": \"u1.small\", \"storage_class\": \"x\"",
                    "StorageClass x is not on the hub"),
            created(
                    "no namespace to create in",
                    "\"data_source\": {\"name\": \"rhel9\"}, \"instance_type\": \"u1.small\", \"namespace\": \"x\"",
                    "Namespace x is not on the hub"),
            new DoctorCase(
                    "DataSource that is not ready",
                    it -> {
                        it.created("""
                                {"apiVersion": "cdi.kubevirt.io/v1beta1", "kind": "DataSource", "metadata":
                                 {"name": "late", "namespace": "shop"}, "spec": {"source": {"pvc": {"name": "x",
                                 "namespace": "shop"}}}, "status": {"conditions": [{"type": "Ready",
                                 "status": "False", "reason": "NotFound", "message": "PVC not found"}]}}""");
                        return Map.of("source_provider", "openshift-sandbox");
                    },
                    ScenarioText.of(
                            "new",
                            ", \"create\": {\"data_source\": {\"name\": \"late\", \"namespace\": \"shop\"},"
                                    + " \"instance_type\": \"u1.small\"}",
                            false),
                    "machines +error +VM new cannot be created: DataSource shop/late is not ready: PVC not found"),
            new DoctorCase(
                    "all that a VM is created of",
                    it -> Map.of("source_provider", "openshift-sandbox"),
                    ScenarioText.of(
                            "new",
                            ", \"create\": {\"data_source\": {\"name\": \"rhel9\"}, \"instance_type\": \"u1.small\","
                                    + " \"preference\": \"rhel.9\"}",
                            false),
                    "source +good +source provider openshift-sandbox lets this machine in, and has what VMs are made"),
            new DoctorCase(
                    "VM that is in another Plan",
                    it -> it.planOfAnother("shop-web"),
                    ScenarioText.of("shop-web", "", false),
                    "machines +warning +VM shop-web of scenario it is in Plan openshift-mtv/theirs too, which"));

    private static DoctorCase created(String what, String create, String line) {
        return new DoctorCase(
                what,
                it -> Map.of("source_provider", "openshift-sandbox"),
                ScenarioText.of("new", ", \"create\": {" + create + "}", false),
                "machines +error +.*" + line);
    }

    private SourceCases() {}
}
