package mtv.templates;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.model.RunLabel;

/**
 * The namespace and the label of all objects that one run creates.
 *
 * @param namespace of the objects
 * @param runId value of the label {@value mtv.model.RunLabel#KEY} on each of them
 */
public record Place(String namespace, String runId) {

    public ObjectMeta named(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels(RunLabel.KEY, runId)
                .build();
    }
}
