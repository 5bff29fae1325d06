package mtv.model;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;

import java.util.List;

/**
 * What all kinds have in common whose controllers tell their state by conditions.
 *
 * @param <S> the spec
 * @param <T> the status
 */
public abstract class MtvResource<S, T extends MtvResource.Status> extends CustomResource<S, T>
        implements Namespaced, ConditionedResource {

    private static final long serialVersionUID = 1L;

    /** A status with conditions, which are null until the controller has written some. */
    public interface Status {
        List<Condition> conditions();
    }

    @Override
    public List<Condition> conditions() {
        return status == null || status.conditions() == null ? List.of() : status.conditions();
    }

    /** Short: reports and assertion messages show it. */
    @Override
    public String toString() {
        return getKind() + " " + getMetadata().getNamespace() + "/"
                + getMetadata().getName();
    }
}
