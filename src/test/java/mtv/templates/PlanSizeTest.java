package mtv.templates;

import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.Scratch;
import mtv.model.MapPair;
import mtv.model.ObjectRef;
import mtv.model.ProviderPair;
import mtv.model.SourceRef;
import mtv.scenario.Scenario;
import mtv.scenario.Scenarios;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

public class PlanSizeTest {

    @Test
    public void thePlanThatIsSentIsNotLarger() throws IOException {
        Scenario scenario = scenario(50, "false");
        ObjectRef ref = new ObjectRef("mtv-abcde-something", "auto-mtv-abcde");
        String sent = Serialization.asJson(PlanTemplates.plan(
                new Place("auto-mtv-abcde", "mtv-abcde"),
                "mtv-abcde-many-1-plan",
                scenario,
                new PlanTemplates.Ends(new ProviderPair(ref, ref), new MapPair(ref, ref), "auto-mtv-abcde"),
                scenario.vms().stream()
                        .map(vm -> PlanTemplates.vm(SourceRef.byIdAndName("vm-123456", vm.name()), vm, List.of()))
                        .toList()));
        PlanSize size = PlanSize.of(scenario);
        assertThat(size.sent())
                .isBetween((long) sent.getBytes(StandardCharsets.UTF_8).length, 2L * sent.length() + 2000);
        assertThat(size.isTooLarge() || size.outgrows()).isFalse();
        assertThat(size.fit()).isEqualTo(50);
    }

    @Test
    public void aPlanThatNoClusterStoresIsTooLarge() throws IOException {
        PlanSize size = PlanSize.of(scenario(30_000, "false"));
        assertThat(size.isTooLarge()).isTrue();
        assertThat(size.fit()).isBetween(5_000, 29_999);
        assertThat(PlanSize.of(scenario(size.fit(), "false")).isTooLarge()).isFalse();
        assertThat(PlanSize.of(scenario(size.fit() + 1, "false")).isTooLarge()).isTrue();
    }

    /** A warm VM has more of a status than a cold one. */
    @Test
    public void aPlanThatCanBeSentMayBeTooLargeWithItsStatus() throws IOException {
        PlanSize cold = PlanSize.of(scenario(2_000, "false"));
        PlanSize warm = PlanSize.of(scenario(2_000, "true"));
        assertThat(cold.outgrows() && warm.outgrows()).isTrue();
        assertThat(warm.fitStored()).isBetween(300, cold.fitStored() - 1);
    }

    private static Scenario scenario(int vms, String warm) throws IOException {
        String names = IntStream.range(0, vms)
                .mapToObj(number -> "{\"name\": \"web-" + number + "\"}")
                .collect(Collectors.joining(","));
        Path file = Scratch.file("plans", ".json");
        try {
            Files.writeString(
                    file, "{\"many\": {\"virtual_machines\": [" + names + "], \"warm_migration\": " + warm + "}}");
            return Scenarios.load(file).named("many");
        } finally {
            Files.delete(file);
        }
    }
}
