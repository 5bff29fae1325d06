package mtv.steps;

import mtv.cluster.Cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a cluster's clock runs against ours. A simulated one runs faster, and everything that takes this machine a
 * moment takes it minutes there.
 *
 * @param started on the cluster's clock
 * @param ours {@link System#nanoTime} of that moment
 */
record ClockRate(Instant started, long ours) {

    private static final int NANOS = 1_000_000_000;

    static ClockRate start(Cluster cluster) {
        return new ClockRate(cluster.now(), System.nanoTime());
    }

    /** What a duration of ours is on the cluster's clock, by all that has passed since the start; never less. */
    Duration onCluster(Duration time, Cluster cluster) {
        double passed = (double) (System.nanoTime() - ours) / NANOS;
        double there = Duration.between(started, cluster.now()).toMillis() / 1000.0;
        return Duration.ofMillis((long) (time.toMillis() * Math.max(1, there / passed)));
    }
}
