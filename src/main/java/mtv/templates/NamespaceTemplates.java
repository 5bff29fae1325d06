package mtv.templates;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import mtv.model.RunLabel;

/** The namespace of a run. */
public final class NamespaceTemplates {

    private NamespaceTemplates() {}

    /**
     * Restricted pod security, and MACs left to MTV: kubemacpool would refuse those of a source on the same cluster.
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
