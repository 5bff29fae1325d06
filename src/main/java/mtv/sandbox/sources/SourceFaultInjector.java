package mtv.sandbox.sources;

import mtv.sandbox.faults.Faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets the armed faults of a sandbox act on its sources. */
public final class SourceFaultInjector {

    private final Faults faults;
    /** By the platforms' urls. */
    private final Map<String, Map<String, SimVm>> met = new ConcurrentHashMap<>();

    public SourceFaultInjector(Faults faults) {
        this.faults = faults;
    }

    /** A source as MTV meets it. @param provider names of the Provider, without and with its namespace */
    public SourcePlatform inject(SourcePlatform platform, List<String> provider) {
        return faults.noneArmed()
                ? platform
                : new FaultyPlatform(
                        platform,
                        faults,
                        provider,
                        met.computeIfAbsent(platform.url(), none -> new ConcurrentHashMap<>()));
    }
}
