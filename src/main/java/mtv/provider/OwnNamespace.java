package mtv.provider;

import mtv.ledger.Creator;
import mtv.ledger.Ledger;
import mtv.templates.NamespaceTemplates;

/**
 * The namespace in which a run creates VMs to migrate. It is not the one that they migrate to, where MTV gives each its
 * own name again.
 */
final class OwnNamespace {

    private final Creator creator;
    private final String name;
    private boolean made;

    OwnNamespace(Creator creator, String name) {
        this.creator = creator;
        this.name = name;
    }

    /** Of the run. */
    Ledger ledger() {
        return creator.ledger();
    }

    /** Makes it, unless it is there. */
    synchronized String name() {
        if (!made) {
            creator.create(NamespaceTemplates.target(name, creator.ledger().runId()));
            made = true;
        }
        return name;
    }
}
