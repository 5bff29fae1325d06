package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.MissingNode;
import mtv.sandbox.store.Kind;

import java.util.Arrays;
import java.util.List;

/** The kinds that a cluster with OpenShift Virtualization has before MTV comes; all keep unknown fields. */
final class BuiltInKinds {

    /** Scope is C(luster) or N(amespaced), with /s where status is a subresource; columns are name=path. */
    private static final String TABLE = """
            v1 | namespaces | Namespace | ns | C/s | STATUS=.status.phase
            v1 | nodes | Node | no | C/s |
            v1 | persistentvolumes | PersistentVolume | pv | C/s | STATUS=.status.phase, CLAIM=.spec.claimRef.name
            v1 | persistentvolumeclaims | PersistentVolumeClaim | pvc | N/s | STATUS=.status.phase, VOLUME=.spec.volumeName, STORAGECLASS=.spec.storageClassName
            v1 | pods | Pod | po | N/s | STATUS=.status.phase
            v1 | services | Service | svc | N/s | TYPE=.spec.type, CLUSTER-IP=.spec.clusterIP
            v1 | secrets | Secret | | N | TYPE=.type
            v1 | configmaps | ConfigMap | cm | N |
            v1 | serviceaccounts | ServiceAccount | sa | N |
            v1 | events | Event | ev | N | TYPE=.type, REASON=.reason, OBJECT=.involvedObject.name, MESSAGE=.message
            apps/v1 | deployments | Deployment | deploy | N/s | AVAILABLE=.status.availableReplicas
            batch/v1 | jobs | Job | | N/s | SUCCEEDED=.status.succeeded
            storage.k8s.io/v1 | storageclasses | StorageClass | sc | C | PROVISIONER=.provisioner
            rbac.authorization.k8s.io/v1 | roles | Role | | N |
            rbac.authorization.k8s.io/v1 | rolebindings | RoleBinding | | N | ROLE=.roleRef.name
            rbac.authorization.k8s.io/v1 | clusterroles | ClusterRole | | C |
            rbac.authorization.k8s.io/v1 | clusterrolebindings | ClusterRoleBinding | | C | ROLE=.roleRef.name
            apiextensions.k8s.io/v1 | customresourcedefinitions | CustomResourceDefinition | crd,crds | C/s |
            route.openshift.io/v1 | routes | Route | | N/s | HOST=.spec.host
            config.openshift.io/v1 | clusterversions | ClusterVersion | | C/s | VERSION=.status.desired.version
            console.openshift.io/v1 | consoleclidownloads | ConsoleCLIDownload | | C | DISPLAY NAME=.spec.displayName
            template.openshift.io/v1 | templates | Template | | N |
            operators.coreos.com/v1alpha1 | subscriptions | Subscription | sub,subs | N/s | PACKAGE=.spec.name, CHANNEL=.spec.channel
            operators.coreos.com/v1alpha1 | clusterserviceversions | ClusterServiceVersion | csv,csvs | N/s | VERSION=.spec.version, PHASE=.status.phase
            k8s.cni.cncf.io/v1 | network-attachment-definitions | NetworkAttachmentDefinition | net-attach-def | N |
            kubevirt.io/v1 | virtualmachines | VirtualMachine | vm,vms | N/s | STATUS=.status.printableStatus, READY=.status.ready
            kubevirt.io/v1 | virtualmachineinstances | VirtualMachineInstance | vmi,vmis | N/s | PHASE=.status.phase, IP=.status.interfaces[0].ipAddress
            kubevirt.io/v1 | kubevirts | KubeVirt | kv,kvs | N/s | PHASE=.status.phase
            cdi.kubevirt.io/v1beta1 | datavolumes | DataVolume | dv,dvs | N/s | PHASE=.status.phase, PROGRESS=.status.progress
            cdi.kubevirt.io/v1beta1 | storageprofiles | StorageProfile | | C/s |
            cdi.kubevirt.io/v1beta1 | datasources | DataSource | das | N/s |
            instancetype.kubevirt.io/v1beta1 | virtualmachineinstancetypes | VirtualMachineInstancetype | vminstancetype | N |
            instancetype.kubevirt.io/v1beta1 | virtualmachineclusterinstancetypes | VirtualMachineClusterInstancetype | vmclusterinstancetype | C |
            instancetype.kubevirt.io/v1beta1 | virtualmachinepreferences | VirtualMachinePreference | vmpref | N |
            instancetype.kubevirt.io/v1beta1 | virtualmachineclusterpreferences | VirtualMachineClusterPreference | vmcp | C |
            user.openshift.io/v1 | users | User | | C |
            project.openshift.io/v1 | projects | Project | | C | STATUS=.status.phase
            project.openshift.io/v1 | projectrequests | ProjectRequest | | C |
            authorization.k8s.io/v1 | selfsubjectaccessreviews | SelfSubjectAccessReview | | C |
            authentication.k8s.io/v1 | selfsubjectreviews | SelfSubjectReview | | C |
            authentication.k8s.io/v1 | tokenreviews | TokenReview | | C |
            export.kubevirt.io/v1beta1 | virtualmachineexports | VirtualMachineExport | vmexport | N/s | PHASE=.status.phase
            """;

    private BuiltInKinds() {}

    static List<Kind> all() {
        return TABLE.lines().map(BuiltInKinds::kind).toList();
    }

    private static Kind kind(String row) {
        List<String> cells = cells(row, "\\|");
        String[] groupVersion = cells.get(0).split("/");
        String scope = cells.get(4);
        return new Kind(
                groupVersion.length == 1 ? "" : groupVersion[0],
                groupVersion[groupVersion.length - 1],
                cells.get(1),
                cells.get(2),
                cells.get(3).isEmpty() ? List.of() : cells(cells.get(3), ","),
                scope.startsWith("N"),
                scope.endsWith("/s"),
                cells.size() < 6 || cells.get(5).isEmpty()
                        ? List.of()
                        : cells(cells.get(5), ",").stream()
                                .map(BuiltInKinds::column)
                                .toList(),
                MissingNode.getInstance());
    }

    private static Kind.Column column(String cell) {
        List<String> parts = cells(cell, "=");
        return new Kind.Column(parts.get(0), "string", parts.get(1));
    }

    private static List<String> cells(String text, String separator) {
        return Arrays.stream(text.split(separator)).map(String::strip).toList();
    }
}
