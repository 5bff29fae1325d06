package mtv.acceptance.rights;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;

/** One rule of a role as its file has it. */
record GrantedRule(HasMetadata role, PolicyRule rule) {

    /** The role with the resources of the rule. */
    String words() {
        return role.getKind() + " " + role.getMetadata().getName() + ": " + String.join(", ", rule.getResources());
    }
}
