package mtv.acceptance.rights;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;

/** One rule of a role as its file has it. */
record GrantedRule(HasMetadata role, PolicyRule rule) {

    /** Whether its file says that runs go well without it. */
    boolean dispensable() {
        return "warning".equals(annotation("mtv-e2e/missing"));
    }

    /** Whether it is of config/rbac; else it is MTV's, of whose needs the sandbox has no more than an idea. */
    boolean isOurs() {
        return annotation("mtv-e2e/on") != null;
    }

    private String annotation(String name) {
        return role.getMetadata().getAnnotations() == null
                ? null
                : role.getMetadata().getAnnotations().get(name);
    }

    /** The role with the resources of the rule. */
    String words() {
        return role.getKind() + " " + role.getMetadata().getName() + ": " + String.join(", ", rule.getResources());
    }
}
