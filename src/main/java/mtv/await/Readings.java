package mtv.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.model.ModelResource;
import mtv.model.UnreadableField;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a wait can judge of the objects that it is shown. A state that tells nothing of its object, since a field that
 * matters cannot be read, is not judged: the object stays what it was before.
 */
final class Readings<T> {

    private static final Logger LOG = LogManager.getLogger();

    private final String sentence;
    private final Set<String> told = new LinkedHashSet<>();
    private Map<String, T> known = Map.of();
    private volatile String unreadable = "";

    Readings(String sentence) {
        this.sentence = sentence;
    }

    /**
     * @param objects in their last state that can be judged
     * @param complete false when an object never had such a state
     */
    record Judged<T>(List<T> objects, boolean complete) {}

    synchronized Judged<T> judge(List<T> seen) {
        Map<String, T> last = new HashMap<>();
        List<T> objects = new ArrayList<>();
        Map<String, List<UnreadableField>> bad = new LinkedHashMap<>();
        for (T object : seen) {
            String key = key(object);
            T judged = tellsItsState(object) ? object : known.get(key);
            if (judged != null) {
                objects.add(judged);
                last.put(key, judged);
            }
            if (object instanceof ModelResource<?, ?> read && !read.unreadable().isEmpty()) {
                bad.put(key, read.unreadable());
            }
        }
        known = last;
        tell(bad);
        return new Judged<>(objects, objects.size() == seen.size());
    }

    static boolean tellsItsState(Object object) {
        return !(object instanceof ModelResource<?, ?> read) || read.tellsItsState();
    }

    private static String key(Object object) {
        return object instanceof HasMetadata named
                ? named.getKind() + " " + named.getMetadata().getNamespace() + "/"
                        + named.getMetadata().getName()
                : "";
    }

    private void tell(Map<String, List<UnreadableField>> bad) {
        bad.forEach((object, fields) -> fields.stream()
                .filter(field -> told.add(object + field.at()))
                .forEach(field -> LOG.warn(
                        "Waiting until {}: {} cannot be understood: {}; the wait goes on with the rest",
                        sentence,
                        object,
                        field.describe())));
        unreadable = bad.entrySet().stream()
                .map(entry -> "; " + entry.getKey() + " cannot be understood: " + words(entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String words(Collection<UnreadableField> fields) {
        return fields.stream().map(UnreadableField::describe).collect(Collectors.joining(", "));
    }

    /** What of the last states could not be understood, to follow other words; empty when all could. */
    String unreadable() {
        return unreadable;
    }
}
