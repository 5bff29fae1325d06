package mtv.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each fault shows what it is documented to show: all of them side by side in one sandbox, each on a Plan of its own.
 */
public class SymptomsTest {

    private static final Logger LOG = LogManager.getLogger();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Set<String> ENDLESS = Set.of("copy-never-ends", "hook-endless");

    private static final Map<String, String> ENDS =
            Map.of("succeeds", "Succeeded", "fails", "Failed", "cancels", "Canceled", "archived", "Archived");

    private final List<Symptom> lines = Symptom.all();
    private final Collection<Symptom> each = first(lines);
    private FaultSandbox sandbox;
    private Looks looks;
    private Acts acts;

    /** What happens to a fault's Plan stands in the first of its lines. */
    private static Collection<Symptom> first(List<Symptom> lines) {
        Map<String, Symptom> first = new LinkedHashMap<>();
        lines.forEach(line -> first.putIfAbsent(line.name(), line));
        return first.values();
    }

    @BeforeClass
    public void start() {
        sandbox = new FaultSandbox(List.copyOf(each));
        looks = new Looks(sandbox, lines);
        acts = new Acts(sandbox);
        for (String provider : FaultSandbox.providers()) {
            wait(provider).until(() -> looks.ready(provider));
        }
        each.forEach(sandbox::prepare);
        each.forEach(looks.wire()::begin);
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

    /** A line that does not get so far fails by its symptoms, and keeps the others waiting but once. */
    private void follow(Predicate<Symptom> which, Predicate<Symptom> far, Consumer<Symptom> then) {
        each.stream().filter(which).forEach(line -> {
            try {
                wait(line.name()).until(() -> far.test(line));
                then.accept(line);
            } catch (ConditionTimeoutException e) {
                LOG.warn("{} does not get on", line.name());
            }
        });
    }

    private static ConditionFactory wait(String what) {
        return await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100));
    }

    /** A VM that is to be cancelled is one that would never end. */
    private boolean stands(Symptom line) {
        return looks.firings().stream()
                .filter(firing ->
                        ENDLESS.contains(firing.name()) && firing.scope().startsWith(line.name()))
                .allMatch(firing -> firing.fired() > 0);
    }

    private boolean has(String object, Symptom line, String condition) {
        return !Tree.of(looks.at(object, line))
                .find("/status/conditions/[type=" + condition + "]")
                .isEmpty();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        looks.close();
        sandbox.close();
    }

    @DataProvider(parallel = true)
    public Object[][] symptoms() {
        return rows(line -> !line.end().equals("stays"));
    }

    /** What stands still shows it when all that goes on has ended, and not while it goes on as well. */
    @DataProvider(parallel = true)
    public Object[][] standstills() {
        return rows(line -> line.end().equals("stays"));
    }

    private Object[][] rows(Predicate<Symptom> which) {
        return lines.stream()
                .filter(which)
                .map(line -> new Object[] {line.name() + " " + line.object() + " " + line.path(), line})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "symptoms")
    public void aFaultShowsItsSymptom(String title, Object row) {
        Symptom line = (Symptom) row;
        Function<String, JsonNode> look = object -> looks.at(object, line);
        try {
            wait(title)
                    .until(() -> (!ENDS.containsKey(line.end()) || has("Plan", line, ENDS.get(line.end())))
                            && (!line.end().equals("gone")
                                    || looks.at("Plan", line).isEmpty())
                            && line.holds(look));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    line.differs(look) + "; its Plan is "
                            + looks.at("Plan", line).path("status"),
                    e);
        }
    }

    @Test(dataProvider = "standstills", dependsOnMethods = "aFaultShowsItsSymptom", alwaysRun = true)
    public void aStandstillShowsItsSymptomInTheEnd(String title, Object row) {
        aFaultShowsItsSymptom(title, row);
    }

    @Test(dependsOnMethods = "aStandstillShowsItsSymptomInTheEnd", alwaysRun = true)
    public void everyFaultFired() {
        assertThat(looks.firings())
                .filteredOn(firing -> firing.fired() == 0)
                .extracting(firing -> firing.name() + "@" + firing.scope())
                .isEmpty();
    }

    @Test
    public void everyFaultHasASymptom() {
        assertThat(each.stream().map(Symptom::name))
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.builtIn().rows().stream().map(FaultRow::name).toList());
    }
}
