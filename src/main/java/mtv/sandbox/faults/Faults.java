package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.faults.ActionCandidates.Candidate;

import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The faults of one sandbox: which are armed, for which objects, and what they did. Every simulator asks here at the
 * one place where it can be interfered with, and gets nothing when all is well.
 */
public final class Faults {

    /** Where a deed takes hold. */
    private enum Mechanism {
        WRITE(FaultAction::writes),
        ANSWER(deed -> deed.answer() != null),
        SIGHT(deed -> deed.sight() != null),
        PHASE(deed -> deed.phase() != null),
        SOURCE(deed -> deed.source() != null),
        CERTIFICATE(deed -> deed.certificate() != null);

        private final Predicate<FaultAction> has;

        Mechanism(Predicate<FaultAction> has) {
            this.has = has;
        }
    }

    /** The scope of a fault that hits everything. */
    static final String ALL = "*";

    private final FaultCatalogue catalogue;
    private final Clock clock;
    private volatile List<ActiveFault> armed;
    /** What the armed faults do, by mechanism. */
    private volatile Map<Mechanism, ActionCandidates> deeds;

    private final ObjectAliases aliases = new ObjectAliases();
    private final Map<String, Set<String>> reached = new ConcurrentHashMap<>();
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /** @param clock the sandbox's */
    public Faults(FaultCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        arm(List.of());
        catalogue.armed().forEach(this::arm);
    }

    /** A sandbox in which nothing goes wrong, until something is armed. */
    public static Faults none() {
        return new Faults(FaultCatalogue.builtIn(), Clock.systemUTC());
    }

    public FaultCatalogue catalogue() {
        return catalogue;
    }

    /** @param text a fault's name, and behind an {@code @} a glob of the objects that it hits */
    public synchronized void arm(String text) {
        ActiveFault fault =
                new ActiveFault(catalogue.find(text), text.contains("@") ? text.substring(text.indexOf('@') + 1) : ALL);
        disarm(fault.text());
        arm(Stream.concat(armed.stream(), Stream.of(fault)).toList());
    }

    /** Whether it was armed. */
    public synchronized boolean disarm(String text) {
        List<ActiveFault> others = armed.stream()
                .filter(each -> !each.text().equals(text) && !ALL.equals(text))
                .toList();
        boolean was = others.size() < armed.size();
        arm(others);
        return was;
    }

    private void arm(List<ActiveFault> all) {
        Map<Mechanism, ActionCandidates> found = new EnumMap<>(Mechanism.class);
        for (Mechanism each : Mechanism.values()) {
            found.put(each, new ActionCandidates(all, each.has));
        }
        deeds = found;
        armed = all;
    }

    /** All that are armed, each with what it did. */
    public List<FaultHits> firings() {
        return armed.stream().map(ActiveFault::firing).toList();
    }

    /** Whether nothing is armed. */
    public boolean calm() {
        return armed.isEmpty();
    }

    /** A write that is about to happen. */
    public FaultyWrite writing(Operation operation) {
        return armed.isEmpty() || operation.actor().equals(Actor.FAULT)
                ? FaultyWrite.CALM
                : new FaultyWrite(
                        deeds.get(Mechanism.WRITE)
                                .all()
                                .filter(each -> each.deed().when().concerns(operation) && isDue(each))
                                .toList(),
                        aliases);
    }

    /** Whether a VM of its has come as far as the deed asks for. */
    boolean isDue(Candidate each) {
        String phase = each.deed().when().since();
        return phase == null || reached.containsKey(phase) && each.armed().covers(reached.get(phase));
    }

    /** Learns what VMs are called, if it is a Plan that was written. */
    public void seen(String resource, ObjectNode written) {
        if (ObjectAliases.TEACHER.equals(resource)) {
            aliases.learn(written);
        }
    }

    /**
     * What meets a request.
     *
     * @param names of what is asked for, and of who asks
     */
    public Optional<HttpFault> weather(Operation operation, String path, Collection<String> names) {
        return first(Mechanism.ANSWER, deed -> isAbout(deed, operation, path), names, operation.verb() + " " + path)
                .map(FaultAction::answer);
    }

    /** Whether {@link #weather} is possible for such a request, now or another time. */
    public boolean mayAnswer(Operation operation, String path) {
        return deeds.get(Mechanism.ANSWER).all().anyMatch(each -> isAbout(each.deed(), operation, path));
    }

    private static boolean isAbout(FaultAction deed, Operation operation, String path) {
        return deed.when().concerns(operation)
                && (deed.when().path() == null || deed.when().path().matches(path));
    }

    /** What happens to a VM instead of its phase's work. @param names of the VM and its Plan, the VM's own first */
    public Optional<PhaseFault> interference(String phase, List<String> names) {
        reached.computeIfAbsent(phase, none -> ConcurrentHashMap.newKeySet()).addAll(names);
        return first(Mechanism.PHASE, deed -> deed.when().phase().matches(phase), names, names.get(0))
                .map(FaultAction::phase)
                .filter(what -> what.late() == null || isEarly(phase + " " + names, what.late()));
    }

    private boolean isEarly(String what, int seconds) {
        Instant first = since.computeIfAbsent(what, none -> clock.instant());
        return clock.instant().isBefore(first.plusSeconds(seconds));
    }

    /** What is done on the source platform now that a VM is in this phase; told once. */
    public List<String> sourceDeeds(String phase, List<String> names) {
        return all(Mechanism.SOURCE, deed -> deed.when().phase().matches(phase), names)
                .filter(each -> since.putIfAbsent(each.deed().source() + " " + phase + names, clock.instant()) == null)
                .filter(each -> each.armed().strikes(each.deed(), names.get(0)))
                .map(each -> each.deed().source())
                .toList();
    }

    /** Whether a source VM may look different to MTV, now or another time. */
    public boolean changesSights() {
        return !deeds.get(Mechanism.SIGHT).isEmpty();
    }

    /** How MTV sees a source VM differently. @param names of the VM and its Provider */
    public List<Sight> sights(List<String> names, String vm) {
        return deeds.get(Mechanism.SIGHT)
                .coveringMachine(names)
                .filter(this::isDue)
                .filter(each -> each.armed().strikes(each.deed(), vm))
                .map(each -> each.deed().sight())
                .toList();
    }

    /**
     * Whether a call of a source platform happens.
     *
     * @throws RuntimeException when it does not, and says so: a {@link FaultRefusal}, or of a conflict, after which MTV
     *     asks again
     */
    public boolean happens(Operation call, Collection<String> names, String object) {
        Optional<FaultAction> deed = first(Mechanism.WRITE, each -> each.when().concerns(call), names, object);
        deed.map(FaultAction::deny).ifPresent(denial -> {
            throw denial.code() == HttpURLConnection.HTTP_CONFLICT
                    ? new RequeueException(denial.message())
                    : new FaultRefusal(denial);
        });
        return deed.isEmpty();
    }

    /** What a cluster's certificate is, when it is not as it should be. @param cluster hub or remote */
    public Optional<String> certificate(String cluster) {
        return first(Mechanism.CERTIFICATE, any -> true, Set.of(cluster), cluster)
                .map(FaultAction::certificate);
    }

    private Stream<Candidate> all(Mechanism mechanism, Predicate<FaultAction> fits, Collection<String> names) {
        return deeds.get(mechanism).covering(names).filter(each -> fits.test(each.deed()) && isDue(each));
    }

    private Optional<FaultAction> first(
            Mechanism mechanism, Predicate<FaultAction> fits, Collection<String> names, String object) {
        return all(mechanism, fits, names)
                .filter(each -> each.armed().strikes(each.deed(), object))
                .map(Candidate::deed)
                .findFirst();
    }
}
