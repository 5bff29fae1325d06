package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.core.ConditionTimeoutException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each fault of the sandbox shows the symptoms that {@code symptoms.txt} lists. Many faults are played at the same
 * time, each on its own Plan.
 */
public class SymptomsTest {

    /**
     * Number of sandboxes. Each has its own clock, which stands still while that sandbox works: with a single one, all
     * lines would wait for each other.
     */
    private static final int SCENES = 6;

    private static final Map<String, String> ENDS =
            Map.of("succeeds", "Succeeded", "fails", "Failed", "cancels", "Canceled", "archived", "Archived");

    private final List<Symptom> lines = Symptom.all();
    private final Map<String, FaultScene> scenes = new ConcurrentHashMap<>();

    @BeforeClass
    public void start() throws InterruptedException {
        List<String> names = FaultScene.first(lines).stream().map(Symptom::name).toList();
        ExecutorService threads = Executors.newFixedThreadPool(SCENES);
        try {
            List<Callable<Void>> plays = IntStream.range(0, SCENES)
                    .mapToObj(
                            scene -> names.subList(scene * names.size() / SCENES, (scene + 1) * names.size() / SCENES))
                    .map(this::play)
                    .toList();
            for (Future<Void> play : threads.invokeAll(plays)) {
                play.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a sandbox did not start", e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private Callable<Void> play(List<String> names) {
        return () -> {
            FaultScene scene = new FaultScene(
                    lines.stream().filter(line -> names.contains(line.name())).toList());
            names.forEach(name -> scenes.put(name, scene));
            scene.play();
            return null;
        };
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        Set.copyOf(scenes.values()).forEach(FaultScene::close);
    }

    @DataProvider(parallel = true)
    public Object[][] symptoms() {
        return rows(line -> !line.end().equals("stays"));
    }

    /**
     * A line without progress is looked at last, because a line that still makes progress would look the same before.
     */
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
        FaultScene scene = scenes.get(line.name());
        Function<String, JsonNode> look = object -> scene.looks().at(object, line);
        try {
            scene.wait(
                    title,
                    () -> (!ENDS.containsKey(line.end()) || scene.has("Plan", line, ENDS.get(line.end())))
                            && (!line.end().equals("gone") || look.apply("Plan").isEmpty())
                            && line.holds(look));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    line.differs(look) + "; its Plan is " + look.apply("Plan").path("status"), e);
        }
    }

    @Test(dataProvider = "standstills", dependsOnMethods = "aFaultShowsItsSymptom", alwaysRun = true)
    public void aFaultThatStopsProgressShowsItsSymptom(String title, Object row) {
        aFaultShowsItsSymptom(title, row);
    }

    @Test(dependsOnMethods = "aFaultThatStopsProgressShowsItsSymptom", alwaysRun = true)
    public void everyFaultFired() {
        assertThat(Set.copyOf(scenes.values()).stream().flatMap(scene -> scene.looks().hits().stream()))
                .filteredOn(firing -> firing.fired() == 0)
                .extracting(firing -> firing.name() + "@" + firing.scope())
                .isEmpty();
    }

    @Test
    public void everyFaultHasASymptom() {
        assertThat(FaultScene.first(lines).stream().map(Symptom::name))
                .containsExactlyInAnyOrderElementsOf(FaultCatalogue.builtIn().rows().stream()
                        .map(FaultRow::name)
                        .toList());
    }
}
