package mtv.sandbox.guest;

/**
 * A guest that runs.
 *
 * @param user the only one who may log in
 * @param bootId as Linux draws one at every boot; Windows does not
 */
public record Guest(String name, String user, String bootId, boolean windows) {}
