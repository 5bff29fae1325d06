package mtv.sandbox.guest;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A guest that runs.
 *
 * @param boot tells this boot of it from others
 */
public record Guest(String namespace, String name, String boot, boolean windows) {

    String[] names() {
        return new String[] {name, namespace, namespace + "/" + name};
    }

    /** As Linux draws one at every boot. */
    String bootId() {
        return UUID.nameUUIDFromBytes(boot.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
