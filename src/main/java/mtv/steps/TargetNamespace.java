package mtv.steps;

import mtv.ledger.Creator;
import mtv.templates.NamespaceTemplates;

import java.util.Optional;

/** The namespace of a scenario's VMs, when it is not the run's own. */
final class TargetNamespace {

    private TargetNamespace() {}

    /** Creates it when it is missing; one that exists belongs to somebody and is not deleted at the end. */
    static void ensure(Creator there, String session, Optional<String> name) {
        if (name.isEmpty()) {
            return;
        }
        boolean exists =
                there.cluster().client().namespaces().withName(name.get()).get() != null;
        if (!exists) {
            there.create(NamespaceTemplates.target(name.get(), session));
        }
    }
}
