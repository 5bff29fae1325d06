package mtv.provider;

import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import mtv.ledger.Creator;
import mtv.templates.AccountTemplates;
import mtv.templates.Place;

/**
 * Lets the default service account of a namespace, by which MTV's pods run there, use SecurityContextConstraints, until
 * it is withdrawn.
 */
public final class ConstraintsGrant {

    private final Creator creator;
    private final Role role;
    private final RoleBinding binding;

    private ConstraintsGrant(Creator creator, Role role, RoleBinding binding) {
        this.creator = creator;
        this.role = role;
        this.binding = binding;
    }

    /**
     * @param creator of the destination
     * @param place of the VMs
     */
    public static ConstraintsGrant create(Creator creator, Place place, String name, String constraints) {
        Role role = creator.create(AccountTemplates.constraintsRole(place, name, constraints));
        return new ConstraintsGrant(creator, role, creator.create(AccountTemplates.ofDefaultAccount(place, role)));
    }

    /** The next scenario of the namespace must not have it. */
    public void withdraw() {
        creator.remove(binding);
        creator.remove(role);
    }
}
