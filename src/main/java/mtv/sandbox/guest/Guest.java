package mtv.sandbox.guest;

import java.util.Map;

/**
 * A guest that runs.
 *
 * @param user the only one who may log in
 * @param tells what its shell says to each command that it knows; nothing is no answer
 * @param files which its shell writes and shows
 */
public record Guest(String user, Map<String, String> tells, GuestFiles files) {}
