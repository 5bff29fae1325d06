package mtv.cluster;

import mtv.await.Stop;
import mtv.record.RecordedConnection;
import mtv.record.RecordedSettings;
import mtv.record.Recording;
import mtv.record.Tape;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.settings.ClusterCredentials;
import mtv.settings.SandboxSettings;
import mtv.settings.Settings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run works on: the OpenShifts that the settings name, or a sandbox started for this run. The sandbox only
 * answers for settings that nobody gave; from then on nothing tells the two apart.
 */
public final class ClusterTarget implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();

    private final Settings settings;
    private final Optional<Sandbox> sandbox;
    private final RecordedConnection wire;

    private ClusterTarget(Settings settings, Optional<Sandbox> sandbox, RecordedConnection wire) {
        this.settings = settings;
        this.sandbox = sandbox;
        this.wire = wire;
    }

    /** @param given settings as a person gave them, which the sandbox completes */
    public static ClusterTarget open(Settings given) {
        if (given.replay().isPresent()) {
            return replayed(given, given.replay().get());
        }
        if (!given.isSandbox()) {
            return new ClusterTarget(given, Optional.empty(), wire(given));
        }
        Sandbox started = Sandbox.start(config(given.sandbox()));
        Settings completed = given.completedBy(started.answers(), started.providerEntries());
        return new ClusterTarget(completed, Optional.of(started), wire(completed));
    }

    private static ClusterTarget replayed(Settings given, Path file) {
        try {
            Tape tape = Tape.load(file);
            LOG.warn("REPLAY of {}: no cluster and no source takes part", file);
            return new ClusterTarget(RecordedSettings.complete(given, tape), Optional.empty(), tape);
        } catch (IOException | IllegalArgumentException e) {
            throw new ClusterException("Cannot replay " + file + ": " + e.getMessage());
        }
    }

    private static RecordedConnection wire(Settings settings) {
        if (settings.record().isEmpty()) {
            return RecordedConnection.PLAIN;
        }
        Recording recording = Recording.into(settings.record().get(), RecordedSettings.secrets(settings));
        RecordedSettings.note(recording, settings);
        return recording;
    }

    /** What looks on at the run's traffic, or answers it. */
    public RecordedConnection wire() {
        return wire;
    }

    private static SandboxConfig config(SandboxSettings wanted) {
        try {
            return new SandboxConfig(wanted.timeScale(), wanted.seed(), wanted.faults())
                    .withClusters(wanted.clusters());
        } catch (IllegalArgumentException e) {
            throw new ClusterException("The sandbox cannot be started: " + e.getMessage());
        }
    }

    /** Complete: nothing that a run needs is missing. */
    public Settings settings() {
        return settings;
    }

    /**
     * One session.
     *
     * @param access of one of the clusters that the settings name
     * @throws ClusterException when it cannot be opened
     */
    public Cluster connect(ClusterCredentials access, Stop stop) {
        return Cluster.connect(access, settings.cluster().mtvNamespace(), stop, wire);
    }

    @Override
    public void close() {
        if (wire instanceof Recording recording) {
            recording.close();
        }
        sandbox.ifPresent(Sandbox::close);
    }
}
