package mtv.templates;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;

/** Makes service accounts, and what allows them something. */
public final class AccountTemplates {

    private static final String RBAC = "rbac.authorization.k8s.io";

    private AccountTemplates() {}

    public static ServiceAccount account(Place place, String name) {
        return new ServiceAccountBuilder().withMetadata(place.named(name)).build();
    }

    /** Binds an account to a ClusterRole in all namespaces. */
    public static ClusterRoleBinding everywhere(String name, String clusterRole, ServiceAccount account) {
        return new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef()
                .withApiGroup(RBAC)
                .withKind("ClusterRole")
                .withName(clusterRole)
                .endRoleRef()
                .withSubjects(subject(account.getMetadata()))
                .build();
    }

    private static Subject subject(ObjectMeta account) {
        return new SubjectBuilder()
                .withKind("ServiceAccount")
                .withName(account.getName())
                .withNamespace(account.getNamespace())
                .build();
    }

    /** Lets whoever is bound to it run pods by these SecurityContextConstraints. */
    public static Role constraintsRole(Place place, String name, String constraints) {
        return new RoleBuilder()
                .withMetadata(place.named(name))
                .addNewRule()
                .withApiGroups("security.openshift.io")
                .withResources("securitycontextconstraints")
                .withResourceNames(constraints)
                .withVerbs("use")
                .endRule()
                .build();
    }

    /** Binds the default account of a role's namespace to the role. */
    public static RoleBinding ofDefaultAccount(Place place, Role role) {
        String name = role.getMetadata().getName();
        return new RoleBindingBuilder()
                .withMetadata(place.named(name))
                .withNewRoleRef()
                .withApiGroup(RBAC)
                .withKind("Role")
                .withName(name)
                .endRoleRef()
                .withSubjects(subject(place.named("default")))
                .build();
    }
}
