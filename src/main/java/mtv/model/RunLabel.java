package mtv.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The label that every object of a run carries, so that a person, and the clean-up, can find them all. */
public final class RunLabel {

    public static final String KEY = "mtv-e2e/run";

    /** Begins the annotation of a ForkliftController by which a run, whose id follows, holds the precopy interval. */
    public static final String INTERVAL_PREFIX = "precopy-interval.mtv-e2e/";

    /** Annotation with the interval that the last of them restores. */
    public static final String INTERVAL_BEFORE = INTERVAL_PREFIX + "before";

    private RunLabel() {}

    /** Minutes that each run needs the precopy interval to be, by the run's id. @param controller of MTV's settings */
    public static SortedMap<String, String> intervals(HasMetadata controller) {
        SortedMap<String, String> minutes = new TreeMap<>();
        Map<String, String> annotations = controller.getMetadata().getAnnotations();
        if (annotations != null) {
            annotations.forEach((name, text) -> {
                if (name.startsWith(INTERVAL_PREFIX) && !name.equals(INTERVAL_BEFORE)) {
                    minutes.put(name.substring(INTERVAL_PREFIX.length()), text);
                }
            });
        }
        return minutes;
    }

    /** Puts the label on an object that is to be created. */
    public static void put(HasMetadata object, String runId) {
        ObjectMeta metadata = object.getMetadata();
        Map<String, String> labels = new HashMap<>(metadata.getLabels() == null ? Map.of() : metadata.getLabels());
        labels.put(KEY, runId);
        metadata.setLabels(labels);
    }

    public static boolean isOn(HasMetadata object, String runId) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && runId.equals(labels.get(KEY));
    }
}
