package mtv.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;

import java.util.List;
import java.util.Optional;

/**
 * A custom resource that keeps what it was read from. When it is written, only what Java code changed differs: unknown
 * fields stay, and so does the type of each value.
 *
 * @param <S> the spec
 * @param <T> the status
 */
public abstract class ModelResource<S, T> extends CustomResource<S, T> {

    private static final long serialVersionUID = 1L;

    private transient JsonNode origin;
    private transient List<UnreadableField> unreadable = List.of();

    /** To be called by the reading alone: what it was read from, and what of that is not in it. */
    public final void keep(JsonNode tree, List<UnreadableField> without) {
        origin = tree;
        unreadable = List.copyOf(without);
    }

    /**
     * Everything that was read, including unknown fields; empty for an object that was created in Java. It must not be
     * changed.
     */
    public Optional<JsonNode> origin() {
        return Optional.ofNullable(origin);
    }

    /** The fields whose values do not fit the model. They are null or zero here, and unchanged in {@link #origin}. */
    public List<UnreadableField> unreadable() {
        return unreadable;
    }

    /**
     * Whether the state of the object is known. It is not if a field is unreadable that the state depends on: the
     * identity, the whole spec or status, or the conditions of the status.
     */
    public boolean tellsItsState() {
        return unreadable.stream().noneMatch(UnreadableField::hidesState);
    }
}
