package mtv.diagnosis;

import java.util.List;

/**
 * One look at something that may be wrong.
 *
 * @param what is looked at, for the message when it cannot be
 */
record Probe(String what, Look look) {

    /** At most a few requests, which change nothing. */
    @FunctionalInterface
    interface Look {
        /**
         * @return a clause for each problem, the worst first
         * @throws Exception when it cannot be looked at
         */
        List<String> findings() throws Exception;
    }
}
