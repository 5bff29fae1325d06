package mtv.steps.migrate;

import mtv.cluster.Cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a cluster's clock runs compared to this machine's. A simulated clock runs faster, so that a moment of this
 * machine is minutes there.
 *
 * @param started on the cluster's clock
 * @param ours {@link System#nanoTime} of that moment
 */
record ClockRate(Instant started, long ours) {

    private static final int NANOS = 1_000_000_000;

    static ClockRate start(Cluster cluster) {
        return new ClockRate(cluster.now(), System.nanoTime());
    }

    /** Converts a duration by what has passed on both clocks since the start; the result is never shorter. */
    Duration onCluster(Duration time, Cluster cluster) {
        double passed = (double) (System.nanoTime() - ours) / NANOS;
        double there = Duration.between(started, cluster.now()).toMillis() / 1000.0;
        return Duration.ofMillis((long) (time.toMillis() * Math.max(1, there / passed)));
    }
}
