package mtv.sandbox.faults;

/**
 * What an armed fault has done so far.
 *
 * @param fired how often; zero proves nothing
 * @param objects how many different ones it has hit
 * @param last the one it has hit last
 */
public record FaultHits(String name, String scope, String says, long fired, int objects, String last) {}
