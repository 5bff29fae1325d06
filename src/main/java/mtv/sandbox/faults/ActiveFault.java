package mtv.sandbox.faults;

import mtv.sandbox.json.Glob;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A fault that is switched on for some objects, and what it has done to them. */
final class ActiveFault {

    /** The scope of a fault that hits everything. */
    static final String ALL = "*";

    private static final Logger LOG = LogManager.getLogger();

    private final FaultRow row;
    private final Glob scope;
    private final Map<String, Integer> occasions = new ConcurrentHashMap<>();
    private final Map<String, Boolean> hit = new ConcurrentHashMap<>();
    private final AtomicLong fired = new AtomicLong();
    private volatile String last = "";

    ActiveFault(FaultRow row, String scope) {
        this.row = row;
        this.scope = Glob.of(scope);
    }

    FaultRow row() {
        return row;
    }

    /** As it is asked for: without a scope when it has none. */
    String text() {
        return row.name() + (scope.text().equals(ALL) ? "" : "@" + scope.text());
    }

    boolean covers(Collection<String> names) {
        return scope.text().equals(ALL) || scope.matchesAny(names);
    }

    /** Counts an occasion, and says whether it is one of those that count. */
    boolean fires(FaultAction action, String object) {
        String key = row.actions().indexOf(action) + " " + object;
        if (!action.when().counts(occasions.merge(key, 1, Integer::sum))) {
            return false;
        }
        fired.incrementAndGet();
        last = object;
        if (hit.putIfAbsent(object, true) == null) {
            LOG.info("Fault {} hits {}", text(), object);
        }
        return true;
    }

    FaultHits hits() {
        return new FaultHits(row.name(), scope.text(), row.says(), fired.get(), hit.size(), last);
    }
}
