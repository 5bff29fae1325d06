package mtv.templates;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import mtv.model.RunLabel;

/** Makes the namespace of a run. */
public final class NamespaceTemplates {

    private NamespaceTemplates() {}

    /**
     * A namespace with restricted pod security, in which kubemacpool leaves MAC addresses to MTV. It would refuse those
     * of a source on the same cluster.
     */
    public static Namespace target(String name, String runId) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .addToLabels("pod-security.kubernetes.io/enforce-version", "latest")
                .addToLabels("mutatevirtualmachines.kubemacpool.io", "ignore")
                .addToLabels(RunLabel.KEY, runId)
                .endMetadata()
                .build();
    }
}
