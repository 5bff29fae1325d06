package mtv.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.core.ConditionFactory;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each fault shows what it is documented to show: all of them side by side in one sandbox, each on a Plan of its own.
 */
public class SymptomsTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final Map<String, String> ENDS =
            Map.of("succeeds", "Succeeded", "fails", "Failed", "cancels", "Canceled", "archived", "Archived");

    private final List<Line> lines = lines();
    private FaultSandbox sandbox;

    /** @param faults what is armed, of which the first names the Plan */
    private record Line(List<String> faults, String how, String end, String object, String path, String text) {

        static Line of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            return new Line(
                    List.of(cells.get(0).split("\\+")),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    cells.get(5));
        }

        String name() {
            return faults.get(0);
        }

        boolean holds(JsonNode seen) {
            List<Tree.Spot> spots = Tree.of(seen).find(path);
            return text.equals("-")
                    ? spots.isEmpty()
                    : spots.stream()
                            .map(Tree.Spot::get)
                            .anyMatch(value ->
                                    Glob.of(text).matches(value.isContainerNode() ? value.toString() : value.asText()));
        }
    }

    private static List<Line> lines() {
        try (InputStream table = SymptomsTest.class.getResourceAsStream("symptoms.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("|") && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeClass
    public void start() {
        Map<String, Line> plans = new LinkedHashMap<>();
        lines.forEach(line -> plans.putIfAbsent(line.name(), line));
        Set<String> armed = lines.stream()
                .flatMap(line -> line.faults().stream().map(fault -> fault + "@" + line.name()))
                .collect(Collectors.toSet());
        sandbox = new FaultSandbox(List.copyOf(plans.keySet()), armed);
        await("Providers")
                .atMost(LIMIT)
                .until(() -> has("provider", "vc", "Ready") && has("provider", "remote", "Ready"));
        plans.values().forEach(line -> {
            if (line.object().equals("provider")) {
                sandbox.provider(line.name());
            } else {
                sandbox.plan(line.name(), line.how());
            }
        });
        each(
                plans,
                line -> !line.end().equals("before"),
                line -> has("plan", line.name(), "Ready"),
                line -> sandbox.migrate(line.name(), line.how()));
        each(
                plans,
                line -> line.how().equals("canceled"),
                this::copies,
                line -> sandbox.patch(
                        "Migration", line.name(), "{\"spec\":{\"cancel\":[{\"name\":\"" + line.name() + "\"}]}}"));
        each(
                plans,
                line -> line.how().equals("archived"),
                line -> has("plan", line.name(), "Succeeded"),
                line -> sandbox.patch("Plan", line.name(), "{\"spec\":{\"archived\":true}}"));
    }

    private void each(Map<String, Line> plans, Predicate<Line> which, Predicate<Line> far, Consumer<Line> then) {
        plans.values().stream().filter(which).forEach(line -> {
            wait(line.name()).until(() -> far.test(line));
            then.accept(line);
        });
    }

    private static ConditionFactory wait(String what) {
        return await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    private boolean copies(Line line) {
        return sandbox.look("plan", line.name())
                .at("/status/migration/vms/0/phase")
                .asText()
                .startsWith("CopyDisks");
    }

    private boolean has(String object, String name, String condition) {
        return !Tree.of(sandbox.look(object, name))
                .find("/status/conditions/[type=" + condition + "]")
                .isEmpty();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        sandbox.close();
    }

    @DataProvider
    public Object[][] symptoms() {
        return lines.stream()
                .map(line ->
                        new Object[] {String.join("+", line.faults()) + " " + line.object() + " " + line.path(), line})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "symptoms")
    public void aFaultShowsItsSymptom(String title, Object row) {
        Line line = (Line) row;
        if (ENDS.containsKey(line.end())) {
            wait(title).until(() -> has("plan", line.name(), ENDS.get(line.end())));
        }
        wait(title).until(() -> sandbox.look(line.object(), line.name()), line::holds);
    }

    @Test(dependsOnMethods = "aFaultShowsItsSymptom", alwaysRun = true)
    public void everyFaultFired() {
        assertThat(sandbox.sandbox().faults().firings())
                .filteredOn(firing -> firing.fired() == 0 && firing.name().equals(firing.scope()))
                .extracting(Firing::name)
                .isEmpty();
    }
}
