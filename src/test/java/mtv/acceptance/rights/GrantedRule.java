package mtv.acceptance.rights;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;

/** One rule of a role as its file has it. */
record GrantedRule(HasMetadata role, PolicyRule rule) {

    /** Whether its file says that runs go well without it. */
    boolean dispensable() {
        return "warning".equals(role.getMetadata().getAnnotations().get("mtv-e2e/missing"));
    }

    /** The role with the resources of the rule. */
    String words() {
        return role.getKind() + " " + role.getMetadata().getName() + ": " + String.join(", ", rule.getResources());
    }
}
