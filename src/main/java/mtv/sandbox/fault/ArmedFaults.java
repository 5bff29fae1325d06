package mtv.sandbox.fault;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fixed choice of faults that fire whenever asked for; it remembers which did, because one that never fired proves
 * nothing.
 */
public final class ArmedFaults implements Faults {

    private static final Logger LOG = LogManager.getLogger();

    private final Set<String> armed;
    private final Set<Firing> firings = ConcurrentHashMap.newKeySet();

    /** @param names all of them known, or the message names the known ones */
    public ArmedFaults(Set<String> names) {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(KnownFaults.names());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no such fault: " + unknown + "; known are " + List.copyOf(KnownFaults.names()));
        }
        this.armed = Set.copyOf(names);
    }

    @Override
    public boolean fires(String fault, String object) {
        if (!armed.contains(fault)) {
            return false;
        }
        if (firings.add(new Firing(fault, object))) {
            LOG.info("Fault {} hits {}", fault, object);
        }
        return true;
    }

    /** What was hit so far, each object once per fault. */
    public List<Firing> firings() {
        return new ArrayList<>(firings);
    }

    /** Faults that were asked for and had no effect yet. */
    public Set<String> neverFired() {
        Set<String> silent = new TreeSet<>(armed);
        firings.forEach(firing -> silent.remove(firing.fault()));
        return silent;
    }

    /** One fault on one object. */
    public record Firing(String fault, String object) {}
}
