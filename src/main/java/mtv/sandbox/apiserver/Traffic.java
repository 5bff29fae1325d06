package mtv.sandbox.apiserver;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often the server was asked, by whom and for what; a watch counts once, when it is opened. */
public final class Traffic {

    /** Of different calls: paths and agents are the clients' to invent. */
    private static final int MOST = 10_000;

    private final Map<Call, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * @param verb Kubernetes' verb, or the HTTP method for what is no resource
     * @param resource such as {@code plans.forklift.konveyor.io/status}, or the path
     * @param agent the program that asked, by its own account: two programs may ask with one user's token
     */
    public record Call(String user, String verb, String resource, int code, String agent) implements Comparable<Call> {

        @Override
        public int compareTo(Call other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return user + " " + verb + " " + resource + " " + code + " " + agent;
        }
    }

    void count(Call call) {
        if (counts.size() >= MOST && !counts.containsKey(call)) {
            return;
        }
        counts.computeIfAbsent(call, none -> new LongAdder()).increment();
    }

    /** Since the last {@link #reset}, in the order of the calls' text. */
    public Map<Call, Long> snapshot() {
        Map<Call, Long> copy = new TreeMap<>();
        counts.forEach((call, count) -> copy.put(call, count.sum()));
        return copy;
    }

    public long requestsBy(String user) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().user().equals(user))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }
}
