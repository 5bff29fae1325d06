package mtv.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The faults of one sandbox: which are armed, for which objects, and what they did. Every simulator asks here at the
 * one place where it can be interfered with, and gets nothing when all is well.
 */
public final class Faults {

    private final Catalogue catalogue;
    private final Clock clock;
    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private final Aliases aliases = new Aliases();
    private final Map<String, Set<String>> reached = new ConcurrentHashMap<>();
    private final Map<String, Map<String, SimVm>> first = new ConcurrentHashMap<>();
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /** @param clock the sandbox's */
    public Faults(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        catalogue.armed().forEach(this::arm);
    }

    /** A sandbox in which nothing goes wrong, until something is armed. */
    public static Faults none() {
        return new Faults(Catalogue.builtIn(), Clock.systemUTC());
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** @param text a fault's name, and behind an {@code @} a glob of the objects that it hits */
    public synchronized void arm(String text) {
        FaultRow row = catalogue.find(text);
        String scope = text.contains("@") ? text.substring(text.indexOf('@') + 1) : "*";
        disarm(text);
        armed.add(new Armed(row, scope));
    }

    /** Whether it was armed. */
    public boolean disarm(String text) {
        return armed.removeIf(each -> each.text().equals(text) || "*".equals(text));
    }

    /** All that are armed, each with what it did. */
    public List<Firing> firings() {
        return armed.stream().map(Armed::firing).toList();
    }

    /** Whether nothing is armed. */
    public boolean calm() {
        return armed.isEmpty();
    }

    /** A write that is about to happen. */
    public Writing writing(Operation operation) {
        if (armed.isEmpty()) {
            return Writing.CALM;
        }
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Writing(
                operation.actor().equals(Actor.FAULT)
                        ? List.of()
                        : candidates(deed -> deed.writes() && deed.when().concerns(operation)),
                aliases,
                now);
    }

    private List<Writing.Candidate> candidates(Predicate<Deed> fits) {
        List<Writing.Candidate> all = new ArrayList<>();
        for (Armed each : armed) {
            for (Deed deed : each.row().deeds()) {
                if (fits.test(deed) && due(each, deed)) {
                    all.add(new Writing.Candidate(each, deed));
                }
            }
        }
        return all;
    }

    private boolean due(Armed each, Deed deed) {
        String phase = deed.when().since();
        return phase == null || reached.containsKey(phase) && each.covers(reached.get(phase));
    }

    /** Learns what VMs are called. @param plan as it was written */
    public void seen(ObjectNode plan) {
        aliases.learn(plan);
    }

    /**
     * What meets a request.
     *
     * @param names of what is asked for, and of who asks
     */
    public Optional<Weather> weather(Operation operation, String path, Collection<String> names) {
        return first(
                        deed -> deed.answer() != null
                                && deed.when().concerns(operation)
                                && (deed.when().path() == null
                                        || deed.when().path().matches(path)),
                        names,
                        operation.verb() + " " + path)
                .map(Deed::answer);
    }

    /** What happens to a VM instead of its phase's work. @param names of the VM and its Plan, the VM's own first */
    public Optional<Interference> interference(String phase, List<String> names) {
        reached.computeIfAbsent(phase, none -> ConcurrentHashMap.newKeySet()).addAll(names);
        return first(deed -> deed.phase() != null && deed.when().phase().matches(phase), names, names.get(0))
                .map(Deed::phase)
                .filter(what -> what.late() == null || isEarly(phase + " " + names, what.late()));
    }

    private boolean isEarly(String what, int seconds) {
        Instant first = since.computeIfAbsent(what, none -> clock.instant());
        return clock.instant().isBefore(first.plus(Duration.ofSeconds(seconds)));
    }

    /** What is done on the source platform now that a VM is in this phase; told once. */
    public List<String> sourceDeeds(String phase, List<String> names) {
        return all(deed -> deed.source() != null && deed.when().phase().matches(phase), names)
                .filter(each -> since.putIfAbsent(each.deed().source() + " " + phase + names, clock.instant()) == null)
                .filter(each -> each.armed().strikes(each.deed(), names.get(0)))
                .map(each -> each.deed().source())
                .toList();
    }

    /** A source as MTV is to see it. @param names of its Provider */
    public SourcePlatform seen(SourcePlatform platform, List<String> names) {
        return armed.isEmpty()
                ? platform
                : new BentPlatform(platform, this, names, candidates(deed -> deed.sight() != null));
    }

    /** As the VM was when a fault hit it first. @param url of its platform */
    SimVm remember(String url, SimVm vm) {
        return first.computeIfAbsent(url, none -> new ConcurrentHashMap<>()).computeIfAbsent(vm.id(), none -> vm);
    }

    Stream<SimVm> remembered(String url) {
        return first.getOrDefault(url, Map.of()).values().stream();
    }

    /** Whether a call of a source platform happens. @throws Refusal when it does not, and says so */
    boolean happens(Operation call, Collection<String> names, String vm) {
        Optional<Deed> deed = first(each -> each.writes() && each.when().concerns(call), names, vm);
        deed.map(Deed::deny).ifPresent(denial -> {
            throw new Refusal(denial);
        });
        return deed.isEmpty();
    }

    /** What a cluster's certificate is, when it is not as it should be. @param cluster hub or remote */
    public Optional<String> certificate(String cluster) {
        return first(deed -> deed.certificate() != null, Set.of(cluster), cluster)
                .map(Deed::certificate);
    }

    private Stream<Writing.Candidate> all(Predicate<Deed> fits, Collection<String> names) {
        return candidates(fits).stream().filter(each -> each.armed().covers(names));
    }

    private Optional<Deed> first(Predicate<Deed> fits, Collection<String> names, String object) {
        return armed.isEmpty()
                ? Optional.empty()
                : all(fits, names)
                        .filter(each -> each.armed().strikes(each.deed(), object))
                        .map(Writing.Candidate::deed)
                        .findFirst();
    }
}
