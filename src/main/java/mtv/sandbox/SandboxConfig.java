package mtv.sandbox;

import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.sandbox.faults.FaultCatalogue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a sandbox behaves, checked when it is made.
 *
 * @param timeScale simulated seconds per real second
 * @param seed decides what is random in the source; secrets are not among it
 * @param faults names, each with an {@code @} and a glob where only some objects are meant
 * @param faultFile more faults, as {@link mtv.sandbox.fault} describes them
 * @param inventoryFile what the source platforms have, instead of the built-in machines
 * @param clusters 1: MTV's own, which is also the remote destination; 2: a second OpenShift without MTV beside it
 * @param port of the first cluster's API, the second one's is the next; 0 takes free ones
 */
@RecordBuilder
public record SandboxConfig(
        double timeScale,
        long seed,
        Set<String> faults,
        Optional<Path> faultFile,
        Optional<Path> inventoryFile,
        int clusters,
        int port)
        implements SandboxConfigBuilder.With {

    private static final double FASTEST = 100_000;
    private static final int LAST_PORT = 65_534;

    public SandboxConfig {
        require(timeScale >= 1 && timeScale <= FASTEST, "time scale must be from 1 to 100000, not " + timeScale);
        require(clusters == 1 || clusters == 2, "a sandbox has 1 or 2 clusters, not " + clusters);
        require(port >= 0 && port <= LAST_PORT, "port must be from 1 to 65534, or 0 for a free one, not " + port);
        faults = Set.copyOf(faults);
        catalogue(faults, faultFile);
    }

    /** One cluster on a free port. */
    public SandboxConfig(double timeScale, long seed, Set<String> faults) {
        this(timeScale, seed, faults, Optional.empty(), Optional.empty(), 1, 0);
    }

    /** The faults that can be armed, and those that are. */
    FaultCatalogue catalogue() {
        return catalogue(faults, faultFile);
    }

    private static FaultCatalogue catalogue(Set<String> armed, Optional<Path> file) {
        return FaultCatalogue.of(armed, file.stream().toList());
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
