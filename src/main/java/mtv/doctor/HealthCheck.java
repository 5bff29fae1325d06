package mtv.doctor;

import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.cluster.ClusterException;
import mtv.cluster.ClusterTarget;
import mtv.cluster.Clusters;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthException;
import mtv.doctor.finding.HealthFinding;
import mtv.doctor.finding.HealthReport;
import mtv.doctor.finding.Severity;
import mtv.model.ApiFailure;
import mtv.observe.ProductVersions;
import mtv.provider.Destination;
import mtv.scenario.PlannedRun;
import mtv.settings.ClusterSettings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Examines all that a run depends on. What cannot be looked at is a warning, since the run may do without it. */
public final class HealthCheck {

    private static final Logger LOG = LogManager.getLogger();

    /** In the order in which a run comes to need what they look at. */
    private static final List<Map.Entry<Area, Examination>> EXAMINATIONS = List.of(
            Map.entry(Area.LOGIN, new SessionExamination()),
            Map.entry(Area.MTV, new ForkliftExamination()),
            Map.entry(Area.VERSIONS, new VersionExamination()),
            Map.entry(Area.RIGHTS, new RightsExamination()),
            Map.entry(Area.RIGHTS, new MigratorExamination()),
            Map.entry(Area.FIELDS, new FieldExamination()),
            Map.entry(Area.STORAGE, new StorageExamination()),
            Map.entry(Area.NAMESPACES, new NamespaceExamination()),
            Map.entry(Area.NETWORKS, new NetworkExamination()),
            Map.entry(Area.SOURCE, new SourceExamination()),
            Map.entry(Area.MACHINES, new MachineExamination()),
            Map.entry(Area.ADDRESSES, new ConflictExamination()),
            Map.entry(Area.EVIDENCE, new GatherExamination()),
            Map.entry(Area.LEFTOVERS, new LeftoverExamination()));

    /** What a run needs that only looks at Plans of other people. */
    private static final Set<Area> OF_A_LOOK = EnumSet.of(Area.LOGIN, Area.MTV, Area.VERSIONS);

    private final PlannedRun planned;
    private final Destination.Kind kind;
    private final ClusterTarget target;
    private final Stop stop;

    /**
     * @param planned with the settings that the target has completed
     * @param stop ends the run from outside
     */
    public HealthCheck(PlannedRun planned, ClusterTarget target, Stop stop) {
        this.planned = planned.settings().attach().isPresent() ? planned : planned.decided();
        this.kind = Destination.Kind.of(planned.destination());
        this.target = target;
        this.stop = stop;
    }

    /**
     * The look alone: all that it opens is closed again.
     *
     * @param planned with its settings as a person gave them
     * @throws HealthException when a session cannot be opened, with all that could be found without it
     */
    public static HealthReport alone(PlannedRun planned) {
        try (ClusterTarget target = ClusterTarget.open(planned.settings())) {
            Examined examined = new HealthCheck(planned.with(target.settings()), target, Stop.never()).examine();
            examined.clusters().close();
            return examined.report();
        }
    }

    /**
     * Opens the sessions of the run, and looks at everything.
     *
     * @return the sessions with what was found; they are the caller's to close, whatever was found
     * @throws HealthException when a session cannot be opened, with all that could be found without it
     */
    public Examined examine() {
        OpenedSessions sessions = OpenedSessions.of(target, kind == Destination.Kind.REMOTE, stop);
        try {
            Clusters clusters = sessions.clusters().orElseThrow(() -> keptOut(sessions.findings()));
            return new Examined(clusters, examine(clusters, sessions.findings()));
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    /** What keeps the run out of a cluster, with what can be found without a session. */
    private HealthException keptOut(List<HealthFinding> ofSessions) {
        List<HealthFinding> findings = new ArrayList<>(ofSessions);
        findings.addAll(guarded(Area.SOURCE, () -> SourceExamination.withoutCluster(planned, stop, target.wire())));
        return new HealthException(new HealthReport(findings, ProductVersions.UNKNOWN).of(Severity.ERROR));
    }

    private HealthReport examine(Clusters clusters, List<HealthFinding> ofSessions) {
        List<HealthFinding> findings = new ArrayList<>(ofSessions);
        Optional<HealthFinding> elsewhere = expectedHost(clusters);
        if (elsewhere.isPresent()) {
            findings.add(elsewhere.get());
            return new HealthReport(findings, ProductVersions.UNKNOWN);
        }
        ExaminedRun run = new ExaminedRun(planned, kind, clusters);
        EXAMINATIONS.stream()
                .filter(each -> planned.settings().attach().isEmpty() || OF_A_LOOK.contains(each.getKey()))
                .forEach(each -> findings.addAll(
                        guarded(each.getKey(), () -> each.getValue().examine(run))));
        return new HealthReport(findings, versions(run));
    }

    /** What is found on another cluster than the one that was meant is no use. */
    private Optional<HealthFinding> expectedHost(Clusters clusters) {
        ClusterSettings settings = planned.settings().cluster();
        if (kind == Destination.Kind.LOCAL && settings.remote().isPresent()) {
            return Optional.empty();
        }
        try {
            clusters.destination().requireHostContains(settings.remoteOcpCluster());
            return Optional.empty();
        } catch (ClusterException e) {
            return Optional.of(HealthFinding.error(Area.API, e.getMessage(), ""));
        }
    }

    private static ProductVersions versions(ExaminedRun run) {
        try {
            return run.versions();
        } catch (IOException e) {
            return ProductVersions.UNKNOWN;
        }
    }

    private static List<HealthFinding> guarded(Area area, OnceRead.Read<List<HealthFinding>> look) {
        try {
            return look.read();
        } catch (WaitException.Stopped e) {
            throw e;
        } catch (IOException | RuntimeException e) { // whatever strange answers lead to, a look ends no run
            LOG.debug("{} cannot be looked at", area, e);
            return List.of(HealthFinding.warning(
                    area, "cannot be looked at: " + ApiFailure.words(e), "the run goes on without this look"));
        }
    }
}
