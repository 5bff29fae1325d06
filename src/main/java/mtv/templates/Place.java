package mtv.templates;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/**
 * Where the suite's own objects go, and how they are recognised.
 *
 * @param namespace holds everything that one run creates
 * @param runId value of the label {@value #RUN_LABEL} on each of them
 */
public record Place(String namespace, String runId) {

    /** Every object of a run carries it, so that a person can find them all. */
    public static final String RUN_LABEL = "mtv-e2e/run";

    public ObjectMeta named(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels(RUN_LABEL, runId)
                .build();
    }
}
