package mtv.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One change, in the order of versions. Nobody may change its objects.
 *
 * @param object the new state, or the last one with the version of the deletion
 * @param previous the state before, or null when there was none
 */
public record Event(Type type, Key key, long version, ObjectNode object, ObjectNode previous) {

    /** As a watch names them. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }
}
