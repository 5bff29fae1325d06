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
 * one place where a fault can act on it.
 */
public final class Faults {

    /** Where a action takes hold. */
    private enum Mechanism {
        WRITE(FaultAction::writes),
        ANSWER(action -> action.answer() != null),
        SIGHT(action -> action.sight() != null),
        PHASE(action -> action.phase() != null),
        SOURCE(action -> action.source() != null),
        CERTIFICATE(action -> action.certificate() != null);

        private final Predicate<FaultAction> has;

        Mechanism(Predicate<FaultAction> has) {
            this.has = has;
        }
    }

    private final FaultCatalogue catalogue;
    private final Clock clock;
    private volatile List<ActiveFault> armed;
    /** What the armed faults do, by mechanism. */
    private volatile Map<Mechanism, ActionCandidates> actions;

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
        ActiveFault fault = new ActiveFault(
                catalogue.find(text), text.contains("@") ? text.substring(text.indexOf('@') + 1) : ActiveFault.ALL);
        disarm(fault.text());
        arm(Stream.concat(armed.stream(), Stream.of(fault)).toList());
    }

    /** Whether it was armed. */
    public synchronized boolean disarm(String text) {
        List<ActiveFault> others = armed.stream()
                .filter(each -> !each.text().equals(text) && !ActiveFault.ALL.equals(text))
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
        actions = found;
        armed = all;
    }

    /** All that are armed, each with what it did. */
    public List<FaultHits> hits() {
        return armed.stream().map(ActiveFault::hits).toList();
    }

    /** Whether nothing is armed. */
    public boolean noneArmed() {
        return armed.isEmpty();
    }

    /** A write that is about to happen. */
    public FaultyWrite writing(Operation operation) {
        return armed.isEmpty() || operation.actor().equals(Actor.FAULT)
                ? FaultyWrite.UNCHANGED
                : new FaultyWrite(
                        actions.get(Mechanism.WRITE)
                                .all()
                                .filter(each -> each.action().when().concerns(operation) && isDue(each))
                                .toList(),
                        aliases);
    }

    /** Whether a VM of its has come as far as the action asks for. */
    boolean isDue(Candidate each) {
        String phase = each.action().when().since();
        return phase == null || reached.containsKey(phase) && each.armed().covers(reached.get(phase));
    }

    /** Reads the names of VMs from a Plan that was written; other resources are ignored. */
    public void learn(String resource, ObjectNode written) {
        if (ObjectAliases.PLANS.equals(resource)) {
            aliases.learn(written);
        }
    }

    /**
     * What happens to a request instead of its answer.
     *
     * @param names of what is asked for, and of who asks
     */
    public Optional<HttpFault> httpFault(Operation operation, String path, Collection<String> names) {
        return first(Mechanism.ANSWER, action -> isAbout(action, operation, path), names, operation.verb() + " " + path)
                .map(FaultAction::answer);
    }

    /** Whether {@link #httpFault} is possible for such a request, now or another time. */
    public boolean mayAnswer(Operation operation, String path) {
        return actions.get(Mechanism.ANSWER).all().anyMatch(each -> isAbout(each.action(), operation, path));
    }

    private static boolean isAbout(FaultAction action, Operation operation, String path) {
        return action.when().concerns(operation)
                && (action.when().path() == null || action.when().path().matches(path));
    }

    /** What happens to a VM instead of its phase's work. @param names of the VM and its Plan, the VM's own first */
    public Optional<PhaseFault> phaseFault(String phase, List<String> names) {
        reached.computeIfAbsent(phase, none -> ConcurrentHashMap.newKeySet()).addAll(names);
        return first(Mechanism.PHASE, action -> action.when().phase().matches(phase), names, names.get(0))
                .map(FaultAction::phase)
                .filter(what -> what.late() == null || isEarly(phase + " " + names, what.late()));
    }

    private boolean isEarly(String what, int seconds) {
        Instant first = since.computeIfAbsent(what, none -> clock.instant());
        return clock.instant().isBefore(first.plusSeconds(seconds));
    }

    /** What is done on the source platform now that a VM is in this phase; each once. */
    public List<String> sourceActions(String phase, List<String> names) {
        return all(Mechanism.SOURCE, action -> action.when().phase().matches(phase), names)
                .filter(each ->
                        since.putIfAbsent(each.action().source() + " " + phase + names, clock.instant()) == null)
                .filter(each -> each.armed().fires(each.action(), names.get(0)))
                .map(each -> each.action().source())
                .toList();
    }

    /** Whether a source VM may look different to MTV, now or another time. */
    public boolean changesSights() {
        return !actions.get(Mechanism.SIGHT).isEmpty();
    }

    /** How MTV sees a source VM differently. @param names of the VM and its Provider */
    public List<Sight> sights(List<String> names, String vm) {
        return actions.get(Mechanism.SIGHT)
                .coveringMachine(names)
                .filter(this::isDue)
                .filter(each -> each.armed().fires(each.action(), vm))
                .map(each -> each.action().sight())
                .toList();
    }

    /**
     * Whether a call of a source platform happens.
     *
     * @throws RuntimeException when it does not, and says so: a {@link FaultRefusal}, or of a conflict, after which MTV
     *     asks again
     */
    public boolean happens(Operation call, Collection<String> names, String object) {
        Optional<FaultAction> action =
                first(Mechanism.WRITE, each -> each.when().concerns(call), names, object);
        action.map(FaultAction::deny).ifPresent(denial -> {
            throw denial.code() == HttpURLConnection.HTTP_CONFLICT
                    ? new RequeueException(denial.message())
                    : new FaultRefusal(denial);
        });
        return action.isEmpty();
    }

    /** What a cluster's certificate is, when it is not as it should be. @param cluster hub or remote */
    public Optional<String> certificate(String cluster) {
        return first(Mechanism.CERTIFICATE, any -> true, Set.of(cluster), cluster)
                .map(FaultAction::certificate);
    }

    private Stream<Candidate> all(Mechanism mechanism, Predicate<FaultAction> fits, Collection<String> names) {
        return actions.get(mechanism).covering(names).filter(each -> fits.test(each.action()) && isDue(each));
    }

    private Optional<FaultAction> first(
            Mechanism mechanism, Predicate<FaultAction> fits, Collection<String> names, String object) {
        return all(mechanism, fits, names)
                .filter(each -> each.armed().fires(each.action(), object))
                .map(Candidate::action)
                .findFirst();
    }
}
