package mtv.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the user may not do. */
final class RightsCases {

    static final List<DoctorCase> ALL = List.of(
            DoctorCase.broken(
                    "no right",
                    it -> it.asDeveloper("vsphere-sandbox"),
                    "rights +error +on the hub the user may not get namespaces, .*and \\d+ more; grant ClusterRole"
                            + " mtv-e2e-core of config/rbac/core.yaml"),
            DoctorCase.broken(
                    "no right in MTV's namespace",
                    it -> it.asDeveloper("vsphere-sandbox"),
                    "rights +error +on the hub the user may not get routes.route.openshift.io \"forklift-inventory\","
                            + " list forkliftcontrollers.\\S+ in namespace openshift-mtv; grant Role mtv-e2e-core"),
            new DoctorCase(
                    "no right on an OpenShift source",
                    it -> it.asDeveloper("openshift-sandbox"),
                    ScenarioText.copy("shop-web", false),
                    "rights +error +.* create virtualmachines.kubevirt.io, and \\d+ more; grant ClusterRole"
                            + " mtv-e2e-openshift-source"),
            new DoctorCase(
                    "no right to see what VMs are created of",
                    it -> it.asDeveloper("openshift-sandbox"),
                    ScenarioText.of("a", ", \"create\": {\"data_source\": {\"name\": \"rhel9\"}, \"cpus\": 1}", false),
                    "rights +error +.* list datasources.cdi.kubevirt.io, .*; grant ClusterRole"
                            + " mtv-e2e-openshift-create of config/rbac/openshift-create.yaml"),
            DoctorCase.broken(
                    "no right to gather",
                    it -> {
                        Map<String, String> given = new HashMap<>(it.asDeveloper("vsphere-sandbox"));
                        given.put("must_gather", "on_failure");
                        return given;
                    },
                    "rights +warning +on the hub the user may not get serviceaccounts, .*; grant ClusterRole"
                            + " mtv-e2e-gather of config/rbac/must-gather.yaml"),
            DoctorCase.broken(
                    "no right to see",
                    it -> it.asDeveloper("vsphere-sandbox"),
                    "rights +warning +on the hub the user may not list persistentvolumes, list"
                            + " storageprofiles\\S+, list resourcequotas,"
                            + " get clusterversions.*, and 2 more; grant ClusterRole mtv-e2e-sight"));

    private RightsCases() {}
}
