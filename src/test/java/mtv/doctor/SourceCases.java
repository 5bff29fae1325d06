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
            new DoctorCase(
                    "VM that is in another Plan",
                    it -> it.planOfAnother("shop-web"),
                    ScenarioText.of("shop-web", "", false),
                    "machines +warning +VM shop-web of scenario it is in Plan openshift-mtv/theirs too, which"));

    private SourceCases() {}
}
