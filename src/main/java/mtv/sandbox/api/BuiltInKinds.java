package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.MissingNode;
import mtv.sandbox.store.Kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kinds that a cluster with OpenShift Virtualization has before MTV comes; all keep unknown fields. */
final class BuiltInKinds {

    /**
     * Below the group and version: plural, kind, short names, scope, columns. Scope is C(luster) or N(amespaced), with
     * /s where status is a subresource; columns are name=path.
     */
    private static final String TABLE = """
            # v1
            namespaces | Namespace | ns | C/s | STATUS=.status.phase
            nodes | Node | no | C/s
            persistentvolumes | PersistentVolume | pv | C/s | STATUS=.status.phase, CLAIM=.spec.claimRef.name
            persistentvolumeclaims | PersistentVolumeClaim | pvc | N/s | STATUS=.status.phase, VOLUME=.spec.volumeName
            pods | Pod | po | N/s | STATUS=.status.phase
            services | Service | svc | N/s | TYPE=.spec.type, CLUSTER-IP=.spec.clusterIP
            secrets | Secret | | N | TYPE=.type
            configmaps | ConfigMap | cm | N
            serviceaccounts | ServiceAccount | sa | N
            events | Event | ev | N | TYPE=.type, REASON=.reason, OBJECT=.involvedObject.name, MESSAGE=.message
            # apps/v1
            deployments | Deployment | deploy | N/s | AVAILABLE=.status.availableReplicas
            # batch/v1
            jobs | Job | | N/s | SUCCEEDED=.status.succeeded
            # storage.k8s.io/v1
            storageclasses | StorageClass | sc | C | PROVISIONER=.provisioner
            # rbac.authorization.k8s.io/v1
            roles | Role | | N
            rolebindings | RoleBinding | | N | ROLE=.roleRef.name
            clusterroles | ClusterRole | | C
            clusterrolebindings | ClusterRoleBinding | | C | ROLE=.roleRef.name
            # apiextensions.k8s.io/v1
            customresourcedefinitions | CustomResourceDefinition | crd,crds | C/s
            # route.openshift.io/v1
            routes | Route | | N/s | HOST=.spec.host
            # config.openshift.io/v1
            clusterversions | ClusterVersion | | C/s | VERSION=.status.desired.version
            # console.openshift.io/v1
            consoleclidownloads | ConsoleCLIDownload | | C | DISPLAY NAME=.spec.displayName
            # template.openshift.io/v1
            templates | Template | | N
            # operators.coreos.com/v1alpha1
            subscriptions | Subscription | sub,subs | N/s | PACKAGE=.spec.name, CHANNEL=.spec.channel
            clusterserviceversions | ClusterServiceVersion | csv,csvs | N/s | VERSION=.spec.version, PHASE=.status.phase
            # k8s.cni.cncf.io/v1
            network-attachment-definitions | NetworkAttachmentDefinition | net-attach-def | N
            # kubevirt.io/v1
            virtualmachines | VirtualMachine | vm,vms | N/s | STATUS=.status.printableStatus, READY=.status.ready
            virtualmachineinstances | VirtualMachineInstance | vmi,vmis | N/s | PHASE=.status.phase
            kubevirts | KubeVirt | kv,kvs | N/s | PHASE=.status.phase
            # cdi.kubevirt.io/v1beta1
            datavolumes | DataVolume | dv,dvs | N/s | PHASE=.status.phase, PROGRESS=.status.progress
            storageprofiles | StorageProfile | | C/s
            datasources | DataSource | das | N/s
            # instancetype.kubevirt.io/v1beta1
            virtualmachineinstancetypes | VirtualMachineInstancetype | vminstancetype | N
            virtualmachineclusterinstancetypes | VirtualMachineClusterInstancetype | vmclusterinstancetype | C
            virtualmachinepreferences | VirtualMachinePreference | vmpref | N
            virtualmachineclusterpreferences | VirtualMachineClusterPreference | vmcp | C
            # user.openshift.io/v1
            users | User | | C
            # project.openshift.io/v1
            projects | Project | | C | STATUS=.status.phase
            projectrequests | ProjectRequest | | C
            # authorization.k8s.io/v1
            selfsubjectaccessreviews | SelfSubjectAccessReview | | C
            selfsubjectrulesreviews | SelfSubjectRulesReview | | C
            subjectaccessreviews | SubjectAccessReview | | C
            localsubjectaccessreviews | LocalSubjectAccessReview | | N
            # authentication.k8s.io/v1
            selfsubjectreviews | SelfSubjectReview | | C
            tokenreviews | TokenReview | | C
            # forklift.konveyor.io/v1beta1
            ovirtvolumepopulators | OvirtVolumePopulator | | N/s
            openstackvolumepopulators | OpenstackVolumePopulator | | N/s
            # export.kubevirt.io/v1beta1
            virtualmachineexports | VirtualMachineExport | vmexport | N/s | PHASE=.status.phase
            """;

    private BuiltInKinds() {}

    static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        String apiVersion = "";
        for (String row : TABLE.lines().toList()) {
            if (row.startsWith("# ")) {
                apiVersion = row.substring(2);
            } else {
                kinds.add(kind(apiVersion, cells(row, "\\|")));
            }
        }
        return kinds;
    }

    private static Kind kind(String apiVersion, List<String> cells) {
        int slash = apiVersion.indexOf('/');
        String scope = cells.get(3);
        return new Kind(
                apiVersion.substring(0, Math.max(0, slash)),
                apiVersion.substring(slash + 1),
                cells.get(0),
                cells.get(1),
                cells.get(2).isEmpty() ? List.of() : cells(cells.get(2), ","),
                scope.startsWith("N"),
                scope.endsWith("/s"),
                cells.size() < 5
                        ? List.of()
                        : cells(cells.get(4), ",").stream()
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
