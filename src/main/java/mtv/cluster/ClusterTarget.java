package mtv.cluster;

import mtv.await.Stop;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.settings.SandboxSettings;
import mtv.settings.Settings;

import java.util.Optional;

/**
 * What a run works on: the OpenShifts that the settings name, or a sandbox started for this run. The sandbox only
 * answers for settings that nobody gave; from then on nothing tells the two apart.
 */
public final class ClusterTarget implements AutoCloseable {

    private final Settings settings;
    private final Optional<Sandbox> sandbox;

    private ClusterTarget(Settings settings, Optional<Sandbox> sandbox) {
        this.settings = settings;
        this.sandbox = sandbox;
    }

    /** @param given settings as a person gave them, which the sandbox completes */
    public static ClusterTarget open(Settings given) {
        if (!given.isSandbox()) {
            return new ClusterTarget(given, Optional.empty());
        }
        Sandbox started = Sandbox.start(config(given.sandbox()));
        Settings completed = given.completedBy(started.answers(), started.providerEntry());
        return new ClusterTarget(completed, Optional.of(started));
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
     * @param remote whether the VMs go to the remote cluster, if the settings name one
     * @param stop ends the run from outside
     * @throws ClusterException when a session cannot be opened
     */
    public Clusters connect(boolean remote, Stop stop) {
        return Clusters.connect(settings.cluster(), remote, stop);
    }

    @Override
    public void close() {
        sandbox.ifPresent(Sandbox::close);
    }
}
