package mtv.doctor;

import mtv.model.ResourceKind;

import java.util.List;
import java.util.Map;

/** What the cluster that gets the VMs has not, or has already. */
final class DestinationCases {

    static final List<DoctorCase> ALL = List.of(
            DoctorCase.given(
                    "storage_class",
                    "gone",
                    "storage +error +StorageClass gone is not on the hub; set storage_class, .* to one of: ocs-"),
            DoctorCase.broken(
                    "no StorageProfile",
                    it -> {
                        it.removed(ResourceKind.STORAGE_PROFILE, "", "standard-csi");
                        return Map.of("storage_class", "standard-csi");
                    },
                    "storage +warning +CDI knows no access mode .* of StorageClass standard-csi, which has no"
                            + " StorageProfile; set spec.claimPropertySets"),
            DoctorCase.wanted(
                    "modes that the profile does not have",
                    ScenarioText.copyWith("""
                            "storage_map": [{"storage_class": "standard-csi", "access_mode": "ReadWriteMany"}]"""),
                    "storage +warning +by its StorageProfile StorageClass standard-csi has no \\[ReadWriteMany\\]"),
            new DoctorCase(
                    "full quota",
                    it -> it.created("""
                            {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "few",
                             "namespace": "shop"}, "spec": {"hard": {"count/virtualmachines.kubevirt.io": "1"}},
                             "status": {"used": {"count/virtualmachines.kubevirt.io": "1"}}}"""),
                    ScenarioText.into("shop", ""),
                    "namespaces error +ResourceQuota few of namespace shop leaves nothing: count/virtualmachines"
                            + ".kubevirt.io 1 of 1; raise it"),
            new DoctorCase(
                    "quota",
                    it -> it.created("""
                            {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "some",
                             "namespace": "shop"}, "spec": {"hard": {"requests.storage": "100Gi"}},
                             "status": {"used": {"requests.storage": "15Gi"}}}"""),
                    ScenarioText.into("shop", ""),
                    "namespaces warning +ResourceQuota some of namespace shop limits .*: requests.storage 15Gi of"
                            + " 100Gi"),
            DoctorCase.wanted(
                    "no network",
                    ScenarioText.copyWith("\"network_map\": [{\"destination\": \"shop/br-41\"}]"),
                    "networks +error +NetworkAttachmentDefinition shop/br-41 is not on the hub; .*shop/br-40"),
            DoctorCase.wanted(
                    "name that is taken",
                    ScenarioText.into("shop", ", \"target_name\": \"shop-web\""),
                    "names +error +VM shop/shop-web is there already, and scenario it would make one of that name"),
            new DoctorCase(
                    "namespace that is being deleted",
                    Breakage::endingNamespace,
                    ScenarioText.into("ending", ""),
                    "namespaces error +namespace ending is being deleted, and takes no VM; wait until it is gone"));

    private DestinationCases() {}
}
