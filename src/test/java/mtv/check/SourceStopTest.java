package mtv.check;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.check.compare.RunLog;
import mtv.check.run.SourceStop;
import mtv.model.Migration;
import mtv.model.MigrationStatusBuilder;
import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.Precopy;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.model.WarmStatus;
import mtv.vm.Fact;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** When a source was stopped, by the times that MTV and its cluster write, and never by when a watch learned of it. */
public class SourceStopTest {

    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
    private static final String SEEN = "phase PowerOffSource or WaitForPowerOff, when it was written";

    private final VmStatus cold = vm(step("Initialize", 0), step("DiskTransfer", 60));

    /** As the real MTV writes it: the step begins only when the last snapshot is made. */
    @Test
    public void aWarmMigrationStopsItBeforeItsStepCutoverBegins() {
        VmStatus warm = vm(step("Initialize", 0), step("DiskTransfer", 60), step("Cutover", 206));
        VmStatus copied = warm.withWarm(new WarmStatus(1, 0, 0, null, List.of(copy(7, at(59)), copy(197, null))));
        RunLog log = new RunLog();
        log.saw(written(175, "PowerOffSource"));
        log.saw(written(178, "WaitForPowerOff"));
        assertThat(SourceStop.of(copied, log)).isEqualTo(Fact.of(at(175), SEEN));
        assertThat(SourceStop.of(copied, new RunLog())).isEqualTo(Fact.of(at(197), "start of the last copy"));
        VmStatus lost = warm.withWarm(new WarmStatus(1, 0, 0, null, List.of(copy(7, at(59)))));
        assertThat(SourceStop.of(lost, new RunLog())).isEqualTo(Fact.of(at(206), "start of step Cutover"));
        assertThat(SourceStop.of(lost.withPipeline(List.of(step("DiskTransfer", 60))), new RunLog()))
                .isEqualTo(Fact.unknown("MTV does not tell when it stopped the source"));
    }

    @Test
    public void aColdOneWhenThePhaseWasWritten() {
        RunLog log = new RunLog();
        log.saw(written(1, "StorePowerState"));
        log.saw(written(4, "PowerOffSource"));
        log.saw(written(7, "WaitForPowerOff"));
        log.saw(written(60, "CopyDisks"));
        assertThat(SourceStop.of(cold, log)).isEqualTo(Fact.of(at(4), SEEN));
    }

    @Test
    public void aPhaseThatWasMissedIsFollowedByAStepThatWasNot() {
        RunLog log = new RunLog();
        log.saw(written(60, "CopyDisks"));
        assertThat(SourceStop.of(cold, log)).isEqualTo(Fact.of(at(60), "start of step DiskTransfer"));
    }

    @Test
    public void aStepWithoutANameIsAStep() {
        assertThat(SourceStop.of(vm(step("Initialize", 0), step(null, 60)), new RunLog()))
                .isEqualTo(Fact.of(at(60), "start of step null"));
    }

    @Test
    public void noTimeIsLaterThanTheNextStep() {
        RunLog log = new RunLog();
        log.saw(written(90, "WaitForPowerOff"));
        assertThat(SourceStop.of(cold, log)).isEqualTo(Fact.of(at(60), "start of step DiskTransfer"));
    }

    @Test
    public void aRecordWithoutTimesTellsNone() {
        RunLog log = new RunLog();
        Migration untimed = written(4, "PowerOffSource");
        untimed.getMetadata().setManagedFields(null);
        log.saw(untimed);
        VmStatus begun = vm(step("Initialize", 0));
        assertThat(SourceStop.of(begun, log)).isEqualTo(Fact.unknown("MTV does not tell when it stopped the source"));
        Migration odd = written(4, "PowerOffSource");
        odd.getMetadata().getManagedFields().forEach(entry -> entry.setTime("at noon"));
        log.saw(odd);
        assertThat(SourceStop.of(begun, log).isKnown()).isFalse();
    }

    /** A Migration whose last change was at that second. */
    private static Migration written(int second, String phase) {
        Migration migration = new Migration();
        migration.setMetadata(new ObjectMetaBuilder()
                .withManagedFields(
                        new ManagedFieldsEntryBuilder()
                                .withTime(at(0).toString())
                                .build(),
                        new ManagedFieldsEntryBuilder()
                                .withSubresource("status")
                                .withTime(at(second).toString())
                                .build())
                .build());
        migration.setStatus(MigrationStatusBuilder.builder()
                .vms(List.of(VmStatusBuilder.builder()
                        .id("vm-1")
                        .name("web")
                        .phase(phase)
                        .build()))
                .build());
        return migration;
    }

    private static VmStatus vm(PipelineStep... steps) {
        return VmStatusBuilder.builder()
                .id("vm-1")
                .name("web")
                .pipeline(Arrays.asList(steps))
                .build();
    }

    private static PipelineStep step(String name, int start) {
        return PipelineStepBuilder.builder().name(name).started(at(start)).build();
    }

    private static Precopy copy(int start, Instant end) {
        return new Precopy("s", null, null, at(start), end, null);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
