package mtv.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

import java.net.HttpURLConnection;
import java.util.Map;
import java.util.function.Supplier;

/** Changes of objects that their controllers, or other runs, change at the same time. */
public final class JsonPatches {

    private static final int TRIES = 5;
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private JsonPatches() {}

    /**
     * Merges fields into an object, whatever else in it changes meanwhile.
     *
     * @throws KubernetesClientException when the cluster refuses it
     */
    public static <T> void merge(Resource<T> object, Map<String, ?> fields) {
        merge(object, () -> fields);
    }

    /** @param fields made of what the object is, and made anew when somebody was faster; empty for no change */
    public static <T> void merge(Resource<T> object, Supplier<Map<String, ?>> fields) {
        for (int tried = 1; ; tried++) {
            try {
                mergeUnchanged(object, fields.get());
                return;
            } catch (KubernetesClientException e) {
                if (!isConflict(e) || tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Once, for fields that name the version they hold for.
     *
     * @throws KubernetesClientException also as a {@link #isConflict conflict}
     */
    public static <T> void mergeUnchanged(Resource<T> object, Map<String, ?> fields) {
        if (!fields.isEmpty()) {
            object.patch(MERGE, Serialization.asJson(fields));
        }
    }

    /** Somebody else was faster. */
    public static boolean isConflict(RuntimeException e) {
        return e instanceof KubernetesClientException answer && answer.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }
}
