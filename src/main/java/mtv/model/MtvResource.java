package mtv.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.Namespaced;

import java.util.List;

/**
 * The kinds whose controllers report their state by conditions.
 *
 * @param <S> the spec
 * @param <T> the status
 */
public abstract class MtvResource<S, T extends MtvResource.Status> extends ModelResource<S, T>
        implements Namespaced, ConditionedResource {

    private static final long serialVersionUID = 1L;

    /** A status with conditions. They are null until the controller has written some. */
    public interface Status {
        List<Condition> conditions();

        /** The generation of the spec that the conditions are about; null if the controller does not report it. */
        Long observedGeneration();
    }

    @Override
    public List<Condition> conditions() {
        return status == null || status.conditions() == null ? List.of() : status.conditions();
    }

    /** Whether the controller has reported about the object as it is now, and not as it was before a change. */
    @JsonIgnore
    public boolean isObserved() {
        Long observed = status == null ? null : status.observedGeneration();
        Long current = getMetadata().getGeneration();
        return !conditions().isEmpty() && (observed == null || current == null || observed >= current);
    }

    /** A short form for reports and assertion messages. */
    @Override
    public String toString() {
        return getKind() + " " + getMetadata().getNamespace() + "/"
                + getMetadata().getName();
    }
}
