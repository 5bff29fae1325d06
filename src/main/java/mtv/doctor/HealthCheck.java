package mtv.doctor;

import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.cluster.ClusterException;
import mtv.cluster.ClusterTarget;
import mtv.cluster.Clusters;
import mtv.model.ApiFailure;
import mtv.observe.ProductVersions;
import mtv.provider.Destination;
import mtv.scenario.PlannedRun;
import mtv.settings.ClusterSettings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines all that a run depends on. What cannot be looked at is a warning, since the run may do without it. */
public final class HealthCheck {

    private static final Logger LOG = LogManager.getLogger();

    /** In the order in which a run comes to need what they look at. */
    private static final List<Map.Entry<Area, Examination>> EXAMINATIONS = new ArrayList<>();

    static {
        EXAMINATIONS.add(Map.entry(Area.LOGIN, new SessionExamination()));
        EXAMINATIONS.add(Map.entry(Area.MTV, new ForkliftExamination()));
        EXAMINATIONS.add(Map.entry(Area.VERSIONS, new VersionExamination()));
        EXAMINATIONS.add(Map.entry(Area.RIGHTS, new RightsExamination()));
        EXAMINATIONS.add(Map.entry(Area.RIGHTS, new MigratorExamination()));
        EXAMINATIONS.add(Map.entry(Area.FIELDS, new FieldExamination()));
        EXAMINATIONS.add(Map.entry(Area.STORAGE, new StorageExamination()));
        EXAMINATIONS.add(Map.entry(Area.NAMESPACES, new NamespaceExamination()));
        EXAMINATIONS.add(Map.entry(Area.NETWORKS, new NetworkExamination()));
        EXAMINATIONS.add(Map.entry(Area.SOURCE, new SourceExamination()));
        EXAMINATIONS.add(Map.entry(Area.MACHINES, new MachineExamination()));
        EXAMINATIONS.add(Map.entry(Area.ADDRESSES, new ConflictExamination()));
        EXAMINATIONS.add(Map.entry(Area.LEFTOVERS, new LeftoverExamination()));
    }

    private final PlannedRun planned;
    private final Destination.Kind kind;
    private final ClusterTarget target;
    private final Stop stop;

    /**
     * @param planned with the settings that the target has completed
     * @param stop ends the run from outside
     */
    public HealthCheck(PlannedRun planned, ClusterTarget target, Stop stop) {
        this.planned = planned.decided();
        this.kind = Destination.Kind.of(planned.destination());
        this.target = target;
        this.stop = stop;
    }

    /**
     * Opens the sessions of the run, and looks at everything.
     *
     * @return the sessions with what was found; they are the caller's to close, whatever was found
     * @throws HealthException when a session cannot be opened, with all that could be found without it
     */
    public Examined examine() {
        boolean remote = kind == Destination.Kind.REMOTE;
        OpenedSessions sessions = OpenedSessions.of(target, remote, stop);
        List<HealthFinding> findings = new ArrayList<>(sessions.findings());
        Optional<Clusters> clusters = sessions.clusters();
        if (clusters.isEmpty()) {
            sessions.close();
            findings.addAll(guarded(Area.SOURCE, () -> SourceExamination.withoutCluster(planned, stop, target.wire())));
            new HealthReport(findings, ProductVersions.UNKNOWN).requireNoErrors();
        }
        try {
            return new Examined(clusters.orElseThrow(), examine(clusters.orElseThrow(), findings));
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    private HealthReport examine(Clusters clusters, List<HealthFinding> findings) {
        Optional<HealthFinding> elsewhere = expectedHost(clusters);
        if (elsewhere.isPresent()) {
            findings.add(elsewhere.get());
            return new HealthReport(findings, ProductVersions.UNKNOWN);
        }
        ExaminedRun run = new ExaminedRun(planned, kind, clusters);
        EXAMINATIONS.forEach(each ->
                findings.addAll(guarded(each.getKey(), () -> each.getValue().examine(run))));
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
