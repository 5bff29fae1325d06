package mtv.settings;

import java.util.Set;

/**
 * How the embedded cluster behaves.
 *
 * @param clusters 2 adds an OpenShift without MTV, which remote migrations then go to
 */
public record SandboxSettings(double timeScale, long seed, Set<String> faults, int clusters) {}
