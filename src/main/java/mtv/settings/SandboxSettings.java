package mtv.settings;

import java.util.Set;

/** How the embedded cluster behaves. */
public record SandboxSettings(double timeScale, long seed, Set<String> faults) {}
