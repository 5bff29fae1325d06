package mtv.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.check.compare.Finding;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.RunFacts;
import mtv.check.compare.VmFacts;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.model.VmStatus;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What MTV or a cluster does not say any more is a difference, or is not comparable: it never ends the comparison. */
public class MissingRecordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AcceptedDifferences NOTHING_ACCEPTED =
            new AcceptedDifferences(SourceType.VSPHERE, Map.of(), List.of());

    private static Report compare(VmFacts vm, RunFacts run) {
        return Checks.compare(new MigrationFacts(List.of(vm), run), NOTHING_ACCEPTED);
    }

    /** Every field of the Plan, the Migration and a VM's status, one after the other, is not there, or null. */
    @Test
    public void aRecordWithoutAFieldIsCompared() {
        RunFacts run = SampleRun.warm();
        each(
                tree(run.plan()),
                Plan.class,
                plan -> plan.getMetadata() != null,
                plan -> compare(SampleVm.vm(), run.withPlan(plan)));
        each(
                tree(run.migration()),
                Migration.class,
                migration -> migration.getMetadata() != null,
                migration -> compare(SampleVm.vm(), run.withMigration(migration)));
        each(
                tree(SampleRun.status()),
                VmStatus.class,
                status -> true,
                status -> compare(SampleVm.vm().withRecorded(status), run.withLog(SampleRun.log(status))));
    }

    private static JsonNode tree(Object record) {
        try {
            return JSON.readTree(Serialization.asJson(record));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private interface Comparison<T> {
        Report of(T changed);
    }

    private interface Acceptable<T> {
        boolean test(T changed);
    }

    private static <T> void each(JsonNode whole, Class<T> type, Acceptable<T> acceptable, Comparison<T> comparison) {
        List<String> where = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        for (JsonPointer path : paths(whole, JsonPointer.empty())) {
            for (boolean removed : new boolean[] {true, false}) {
                T changed = read(without(whole, path, removed), type);
                if (acceptable.test(changed)) {
                    where.add(path.toString());
                    try {
                        comparison.of(changed);
                    } catch (RuntimeException e) {
                        ended.add(path + ": " + e + " at " + e.getStackTrace()[0]);
                    }
                }
            }
        }
        assertThat(where).hasSizeGreaterThan(20);
        assertThat(ended).as("what ends the comparison").isEmpty();
    }

    private static <T> T read(JsonNode tree, Class<T> type) {
        return Serialization.unmarshal(tree.toString(), type);
    }

    private static List<JsonPointer> paths(JsonNode node, JsonPointer at) {
        List<JsonPointer> found = new ArrayList<>();
        node.properties().forEach(field -> {
            JsonPointer below = at.appendProperty(field.getKey());
            found.add(below);
            found.addAll(paths(field.getValue(), below));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            JsonPointer below = at.appendIndex(i);
            found.add(below);
            found.addAll(paths(node.get(i), below));
        }
        return found;
    }

    private static JsonNode without(JsonNode whole, JsonPointer path, boolean removed) {
        JsonNode copy = whole.deepCopy();
        JsonNode parent = copy.at(path.head());
        if (parent instanceof ObjectNode object) {
            String name = path.last().getMatchingProperty();
            JsonNode now = removed ? object.remove(name) : object.putNull(name);
            assertThat(now).isNotNull();
        } else if (removed) {
            ((ArrayNode) parent).remove(path.last().getMatchingIndex());
        } else {
            ((ArrayNode) parent).setNull(path.last().getMatchingIndex());
        }
        return copy;
    }

    /** Every fact of a VM is unknown or cannot be read, every list and map is empty, and nothing optional is there. */
    @Test
    public void aFactThatIsNotToldIsCompared() {
        VmFacts vm = SampleVm.vm();
        List<Record> changed = emptied(vm);
        assertThat(changed).hasSizeGreaterThan(100);
        changed.forEach(facts ->
                assertThat(CheckRunner.vm((VmFacts) facts)).as("%s", facts).isNotEmpty());
        emptied(SampleRun.warm())
                .forEach(run -> assertThat(CheckRunner.run((RunFacts) run)).isNotEmpty());
    }

    private static List<Record> emptied(Record whole) {
        List<Record> all = new ArrayList<>();
        RecordComponent[] components = whole.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(component, whole))
                .toArray();
        for (int i = 0; i < components.length; i++) {
            for (Object other : others(values[i])) {
                Object[] now = values.clone();
                now[i] = other;
                all.add(made(whole, components, now));
            }
        }
        return all;
    }

    private static List<Object> others(Object value) {
        List<Object> others = new ArrayList<>();
        if (value instanceof Fact<?>) {
            others.addAll(List.of(Fact.unknown("gone"), Fact.unreadable("it is odd")));
        } else if (value instanceof Optional<?> there) {
            there.ifPresent(inner -> {
                others.add(Optional.empty());
                others(inner).forEach(changed -> others.add(Optional.of(changed)));
            });
        } else if (value instanceof Map<?, ?>) {
            others.add(Map.of());
        } else if (value instanceof List<?> list) {
            others.add(List.of());
            for (int i = 0; i < list.size(); i++) {
                for (Object changed : others(list.get(i))) {
                    List<Object> copy = new ArrayList<>(list);
                    copy.set(i, changed);
                    others.add(copy);
                }
            }
        } else if (value instanceof Collection<?>) {
            others.add(Set.of());
        } else if (value instanceof Record record && record.getClass().getName().startsWith("mtv.")) {
            others.addAll(emptied(record));
        }
        return others;
    }

    private static Object value(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Record made(Record like, RecordComponent[] components, Object... values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<? extends Record> canonical = like.getClass().getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @DataProvider
    public Object[][] records() {
        RunFacts run = SampleRun.warm();
        Migration bare = SampleRun.migration(SampleRun.status());
        bare.setStatus(null);
        Plan blank = SampleRun.plan("migration-uid", "Succeeded");
        blank.setSpec(null);
        return new Object[][] {
            {run.withMigration(bare), "web: outcome expected Succeeded (vms of the Plan), but was no record of the VM"},
            {
                blank(run, blank),
                "source Provider of the last run expected one of the Plan (the Plan names none any more)"
            },
            {
                run.withGone(List.of("Provider source")),
                "Provider source: object expected there (the Plan refers to it), but was not there any more"
            },
        };
    }

    private static RunFacts blank(RunFacts run, Plan plan) {
        return run.withPlan(plan);
    }

    @Test(dataProvider = "records")
    public void aRecordThatIsMissingIsADifference(RunFacts run, String difference) {
        assertThat(CheckRunner.differences(run))
                .extracting(Finding::toString)
                .anySatisfy(text -> assertThat(text).contains(difference));
    }
}
