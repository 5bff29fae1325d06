package mtv.sandbox;

import mtv.sandbox.fault.ArmedFaults;

import java.util.Set;

/**
 * How a sandbox behaves, checked when it is made.
 *
 * @param timeScale simulated seconds per real second
 * @param seed decides what is random in the source; secrets are not among it
 * @param faults names from {@link mtv.sandbox.fault.KnownFaults}
 */
public record SandboxConfig(double timeScale, long seed, Set<String> faults) {

    private static final double FASTEST = 100_000;

    public SandboxConfig {
        if (!(timeScale >= 1 && timeScale <= FASTEST)) {
            throw new IllegalArgumentException("time scale must be from 1 to 100000, not " + timeScale);
        }
        faults = Set.copyOf(faults);
        new ArmedFaults(faults);
    }
}
