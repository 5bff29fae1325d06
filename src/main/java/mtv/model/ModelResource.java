package mtv.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;

import java.util.List;
import java.util.Optional;

/**
 * A custom resource that keeps what it was read from. Written back, it is that again, with nothing changed but what was
 * changed in Java: fields that the model does not know stay, and so does the type of each value.
 *
 * @param <S> the spec
 * @param <T> the status
 */
public abstract class ModelResource<S, T> extends CustomResource<S, T> {

    private static final long serialVersionUID = 1L;

    private transient JsonNode origin;
    private transient List<UnreadableField> unreadable = List.of();

    void keep(JsonNode tree, List<UnreadableField> without) {
        origin = tree;
        unreadable = List.copyOf(without);
    }

    /** All that was read, unknown fields among it; empty for an object that was made in Java. Not to be changed. */
    public Optional<JsonNode> origin() {
        return Optional.ofNullable(origin);
    }

    /** Fields whose values do not fit the model; they are null, or zero, here and untouched in {@link #origin}. */
    public List<UnreadableField> unreadable() {
        return unreadable;
    }

    /**
     * False when a field is unreadable without which nothing can be said of the object's state: its identity, all of
     * its spec or status, or the status' conditions.
     */
    public boolean tellsItsState() {
        return unreadable.stream().noneMatch(UnreadableField::hidesState);
    }
}
