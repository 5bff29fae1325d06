package mtv.doctor;

import mtv.await.Durations;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.settings.RunSettings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The token of each session, against what the run needs it for, and the clusters' clocks. */
final class SessionExamination implements Examination {

    /** Less is the way that the answer takes. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    @Override
    public List<HealthFinding> examine(ExaminedRun run) {
        List<HealthFinding> findings = new ArrayList<>();
        for (Cluster cluster : run.clusters().all()) {
            findings.add(token(cluster, longest(run)));
            findings.add(clock(cluster, run));
        }
        return findings;
    }

    private static Duration longest(ExaminedRun run) {
        return run.planned()
                .runSettings()
                .map(RunSettings::planWaitTimeout)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The Secret of a remote destination holds the token until MTV has ended, whatever the session does. */
    private static HealthFinding token(Cluster cluster, Duration longest) {
        try {
            cluster.token();
            cluster.tokenForMtv();
        } catch (ClusterException e) {
            return HealthFinding.error(Area.LOGIN, e.getMessage(), "");
        }
        return cluster.tokenLife()
                .map(life -> life.compareTo(longest) < 0
                        ? HealthFinding.warning(
                                Area.LOGIN,
                                "The token for the " + cluster.name() + " ends in " + Durations.words(life)
                                        + ", but a migration may take " + Durations.words(longest)
                                        + " (plan_wait_timeout)",
                                "give one that lives longer")
                        : HealthFinding.good(
                                Area.LOGIN,
                                "the token for the " + cluster.name() + " lives for " + Durations.words(life)))
                .orElseGet(() -> HealthFinding.good(
                        Area.LOGIN, "the token for the " + cluster.name() + " does not say when it ends"));
    }

    private static HealthFinding clock(Cluster cluster, ExaminedRun run) {
        Instant there;
        try {
            there = cluster.lastTold(); // a moment ago, when it let the user in
        } catch (ClusterException e) {
            return HealthFinding.error(Area.CLOCK, e.getMessage(), "");
        }
        if (run.settings().isSandbox() || cluster.wire().isReplay()) {
            return HealthFinding.good(
                    Area.CLOCK, "the " + cluster.name() + " has a clock of its own, by which it runs");
        }
        Duration ahead = Duration.between(Instant.now(), there);
        return ahead.abs().compareTo(SKEW) <= 0
                ? HealthFinding.good(Area.CLOCK, "the clock of the " + cluster.name() + " is right")
                : HealthFinding.warning(
                        Area.CLOCK,
                        "the clock of the " + cluster.name() + " is " + Durations.words(ahead.abs())
                                + (ahead.isNegative() ? " behind" : " ahead of") + " this machine's",
                        "correct the one that is wrong: certificates and tokens are judged by both, cutovers by the"
                                + " cluster's");
    }
}
