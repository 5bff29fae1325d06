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
        return row.name() + (scope.text().equals(Faults.ALL) ? "" : "@" + scope.text());
    }

    boolean covers(Collection<String> names) {
        return scope.text().equals(Faults.ALL) || scope.matchesAny(names);
    }

    /** Counts an occasion, and says whether it is one of those that count. */
    boolean strikes(FaultAction deed, String object) {
        String key = row.deeds().indexOf(deed) + " " + object;
        if (!deed.when().counts(occasions.merge(key, 1, Integer::sum))) {
            return false;
        }
        fired.incrementAndGet();
        last = object;
        if (hit.putIfAbsent(object, true) == null) {
            LOG.info("Fault {} hits {}", text(), object);
        }
        return true;
    }

    FaultHits firing() {
        return new FaultHits(row.name(), scope.text(), row.says(), fired.get(), hit.size(), last);
    }
}
