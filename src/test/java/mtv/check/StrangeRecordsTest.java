package mtv.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.RunLog;
import mtv.model.ConditionBuilder;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.model.VmStatus;
import mtv.model.serialization.ModelSerialization;
import mtv.vm.Fact;
import mtv.vm.FoundObject;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

/** A run's record may lack anything, or hold anything: the checks tell it, and none dies of it. */
public class StrangeRecordsTest {

    private static final KubernetesSerialization JSON = ModelSerialization.shared();

    private static final List<String> STRANGE = List.of("null", "{}", "[]", "\"two\"", "-77", "true");

    private static Migration migration(JsonNode json) {
        return JSON.unmarshal(json.toString(), Migration.class);
    }

    private static JsonNode tree(Object object) {
        return JSON.unmarshal(JSON.asJson(object), JsonNode.class);
    }

    /** The same record with each of its values changed, one at a time: what was changed, and the object. */
    private static Map<String, JsonNode> changes(JsonNode whole) {
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        List<String> paths = new ArrayList<>();
        collect(whole.path("status"), "/status", paths);
        for (String path : paths) {
            for (String strange : STRANGE) {
                changed.put(path + " is " + strange, with(whole, path, strange));
            }
            changed.put(path + " is gone", with(whole, path, null));
        }
        return changed;
    }

    private static void collect(JsonNode node, String at, List<String> paths) {
        paths.add(at);
        node.properties().forEach(field -> collect(field.getValue(), at + "/" + field.getKey(), paths));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), at + "/" + i, paths);
            }
        }
    }

    private static JsonNode with(JsonNode whole, String path, String strange) {
        JsonNode copy = whole.deepCopy();
        int slash = path.lastIndexOf('/');
        JsonNode parent = copy.at(path.substring(0, slash));
        String name = path.substring(slash + 1);
        JsonNode value = strange == null
                ? null
                : JSON.unmarshal("[" + strange + "]", JsonNode.class).get(0);
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (parent instanceof ArrayNode array) {
            if (value == null) {
                array.remove(Integer.parseInt(name));
            } else {
                array.set(Integer.parseInt(name), value);
            }
        }
        return copy;
    }

    @Test
    public void noCheckOfTheRunDiesOfAStrangeMigration() {
        Map<String, String> dead = new LinkedHashMap<>();
        changes(tree(SampleRun.migration(SampleRun.status()))).forEach((what, json) -> {
            Migration read = migration(json);
            RunLog log = new RunLog();
            log.saw(read);
            try {
                assertThat(CheckRunner.run(SampleRun.warm().withMigration(read).withLog(log)))
                        .isNotEmpty();
            } catch (RuntimeException e) {
                dead.put(what, e + " at " + e.getStackTrace()[0]);
            }
        });
        assertThat(dead).isEmpty();
    }

    @Test
    public void noCheckOfTheRunDiesOfAStrangePlan() {
        changes(tree(SampleRun.plan("migration-uid", "Succeeded"))).forEach((what, json) -> {
            Plan read = JSON.unmarshal(json.toString(), Plan.class);
            assertThatCode(() -> {
                        new RunLog().saw(read);
                        assertThat(CheckRunner.run(SampleRun.warm().withPlan(read)))
                                .isNotEmpty();
                    })
                    .as(what)
                    .doesNotThrowAnyException();
        });
    }

    @Test
    public void noCheckOfAVmDiesOfAStrangeRecord() {
        changes(tree(SampleRun.migration(SampleVmStatus.cold()))).forEach((what, json) -> {
            Optional<VmStatus> recorded = Optional.ofNullable(migration(json).getStatus())
                    .map(status -> status.vms())
                    .flatMap(vms -> vms.stream().filter(vm -> vm != null).findFirst());
            recorded.ifPresent(vm -> assertThatCode(() -> CheckRunner.vm(SampleVm.recording(old -> vm)))
                    .as(what)
                    .doesNotThrowAnyException());
        });
    }

    @Test
    public void numbersThatCannotBeReadAreNotZero() {
        JsonNode whole = tree(SampleRun.migration(SampleRun.status()));
        assertThat(CheckRunner.run(SampleRun.warm()
                        .withMigration(migration(with(whole, "/status/vms/0/warm/failures", "\"some\"")))))
                .filteredOn(finding -> finding.check().equals("precopy-failures"))
                .extracting(Finding::toString)
                .containsExactly("web: failed copies not comparable: "
                        + "status.vms[0].warm.failures is \"some\", where a number belongs");
        assertThat(CheckRunner.run(SampleRun.warm()
                        .withMigration(
                                migration(with(whole, "/status/vms/0/pipeline/1/progress/completed", "{\"a\": 1}")))))
                .filteredOn(finding -> finding.check().equals("steps-progress")
                        && finding.property().contains("DiskTransfer"))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.NOT_COMPARABLE);
    }

    @Test
    public void whatIsGoneMeanwhileIsADifference() {
        assertThat(CheckRunner.differences(SampleRun.warm().withGone(List.of("Provider source"))))
                .extracting(Finding::toString)
                .containsExactly("Provider source: object expected there (the Plan refers to it),"
                        + " but was not there any more (MTV's objects after the run)");
    }

    @Test
    public void aPlanThatNamesNoProvidersAndMapsAnyMoreIsADifference() {
        Plan plan = SampleRun.plan("migration-uid", "Succeeded");
        plan.setSpec(plan.getSpec().withProvider(null).withMap(null));
        assertThat(CheckRunner.differences(SampleRun.warm().withPlan(plan)))
                .extracting(Finding::property, f -> f.expected().origin())
                .containsExactly(
                        tuple("source Provider of the last run", "the Plan names none any more"),
                        tuple("destination Provider of the last run", "the Plan names none any more"),
                        tuple("NetworkMap of the last run", "the Plan names none any more"),
                        tuple("StorageMap of the last run", "the Plan names none any more"));
    }

    @Test
    public void aVmWithoutANameIsCalledByItsId() {
        assertThat(CheckRunner.differences(
                        SampleRun.ended(vm -> vm.withName(null).withCompleted(null))))
                .extracting(Finding::toString)
                .containsExactly("VM vm-1: duration expected an end after its start (rule of MTV)," + " but was "
                        + SampleRun.at(0) + " to no end (started and completed, in the Migration)");
    }

    @Test
    public void aVmThatDoesNotSayWhenItWasMadeIsNotTakenForAnOldOne() {
        FoundObject stranger =
                new FoundObject("", FoundObject.VM, "target", "stranger", Map.of(), "", Fact.unknown("it says none"));
        assertThat(CheckRunner.differences(SampleRun.warm().withVmsInNamespace(List.of(stranger))))
                .extracting(Finding::check)
                .containsExactly("unexplained");
    }

    @Test
    public void aConditionWithoutATypeIsDescribed() {
        assertThat(ConditionBuilder.builder().message("odd").build().describe())
                .isEqualTo("a condition without a type: odd");
    }
}
