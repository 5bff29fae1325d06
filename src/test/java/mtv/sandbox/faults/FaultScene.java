package mtv.sandbox.faults;

import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.json.JsonSelector;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.awaitility.core.ConditionTimeoutException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

import static org.awaitility.Awaitility.await;

/** Some of the faults, played at the same time in one sandbox, each on its own Plan. */
final class FaultScene implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    /** On the sandbox's clock, which stands still while the sandbox works. */
    private static final Duration LIMIT = Duration.ofHours(20);

    private static final Set<String> ENDLESS = Set.of("copy-never-ends", "hook-endless");

    private final Collection<Symptom> each;
    private final FaultSandbox sandbox;
    private final SymptomProbe looks;
    private final SymptomActions acts;

    FaultScene(List<Symptom> lines) {
        this.each = first(lines);
        this.sandbox = new FaultSandbox(List.copyOf(each));
        this.looks = new SymptomProbe(sandbox, lines);
        this.acts = new SymptomActions(sandbox);
    }

    /** The first line of each fault, which says what happens to its Plan. */
    static Collection<Symptom> first(List<Symptom> lines) {
        Map<String, Symptom> first = new LinkedHashMap<>();
        lines.forEach(line -> first.putIfAbsent(line.name(), line));
        return first.values();
    }

    SymptomProbe looks() {
        return looks;
    }

    /** Does for every fault what its line says. */
    void play() {
        for (String provider : FaultSandbox.providers()) {
            wait("Provider " + provider + " is Ready", () -> looks.ready(provider));
        }
        each.forEach(sandbox::prepare);
        each.forEach(looks.wire()::begin);
        each.forEach(looks::begin);
        follow(line -> line.is("watch"), line -> true, sandbox::addMap);
        follow(line -> line.is("controller"), line -> has("ForkliftController", line, "Running"), acts::change);
        follow(line -> line.plans() && !line.end().equals("before"), line -> has("Plan", line, "Ready"), acts::migrate);
        follow(line -> line.is("canceled"), this::stands, acts::cancel);
        follow(line -> line.is("replaced"), this::stands, acts::replace);
        follow(line -> line.is("archived"), line -> has("Plan", line, "Succeeded"), acts::archive);
        follow(line -> line.is("dropped"), line -> has("Plan", line, "Succeeded"), acts::drop);
        follow(line -> line.is("removed"), line -> has("Plan", line, "Succeeded"), acts::remove);
        follow(line -> line.is("again"), line -> has("Plan", line, "Failed"), acts::migrateAgain);
    }

    /**
     * Acts on each line when it has got so far. A line that does not is only logged, because its symptoms fail later.
     */
    private void follow(Predicate<Symptom> which, Predicate<Symptom> far, Consumer<Symptom> then) {
        each.stream().filter(which).forEach(line -> {
            try {
                wait(line.name() + " gets on", () -> far.test(line));
                then.accept(line);
            } catch (ConditionTimeoutException e) {
                LOG.warn("{} does not get on", line.name());
            }
        });
    }

    /**
     * @param sentence completes "Waited until …"
     * @throws ConditionTimeoutException when the sandbox's clock has passed the limit, or the sandbox hangs
     */
    void wait(String sentence, Callable<Boolean> condition) {
        Clock clock = sandbox.sandbox().clock();
        Instant due = clock.instant().plus(LIMIT);
        await(sentence)
                .atMost(SandboxTime.HANG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    boolean late = clock.instant().isAfter(due);
                    boolean holds = condition.call();
                    if (late && !holds) {
                        throw new ConditionTimeoutException("Waited " + LIMIT.toHours()
                                + " h on the sandbox's clock until " + sentence + ", in vain");
                    }
                    return holds;
                });
    }

    /** Whether the faults that stop progress have fired, so that the VM can be canceled. */
    private boolean stands(Symptom line) {
        return looks.hits().stream()
                .filter(firing ->
                        ENDLESS.contains(firing.name()) && firing.scope().startsWith(line.name()))
                .allMatch(firing -> firing.fired() > 0);
    }

    boolean has(String object, Symptom line, String condition) {
        return !JsonSelector.of("/status/conditions/[type=" + condition + "]")
                .find(looks.at(object, line))
                .isEmpty();
    }

    @Override
    public void close() {
        looks.close();
        sandbox.close();
    }
}
