package mtv.vm;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON document that was read whole, so that nothing in it goes unseen.
 *
 * @param role what it is in the migration, such as {@code VirtualMachine} or {@code SourceAfter}
 * @param name for people; empty where there is only one of its role
 * @param tree as it was answered
 */
public record Document(String role, String name, JsonNode tree) {

    /** For messages. */
    @Override
    public String toString() {
        return name.isEmpty() ? role : role + " " + name;
    }
}
