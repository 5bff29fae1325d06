package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;

import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at an object before it is written, may change it, and refuses by throwing an {@link ApiError}. It is called on
 * a thread that may block, and again when another writer was faster.
 */
@FunctionalInterface
public interface Webhook {

    void review(Review review);

    /** What is about to happen. */
    enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * @param object as it will be written; it may be changed, except on a deletion
     * @param old as it is, not to be changed; null on creation
     * @param mistyped paths of the fields that have another type than the kind's schema says: who reads the object into
     *     types of his own cannot read it
     */
    record Review(
            Operation operation, ObjectNode object, ObjectNode old, String user, Supplier<List<String>> mistyped) {}
}
