package mtv.sandbox.mtv.run;

import mtv.model.PipelineStep;
import mtv.model.PlanSpec;
import mtv.model.TargetPowerState;
import mtv.sandbox.mtv.Samples;
import mtv.sandbox.mtv.runtime.Settings;
import mtv.sandbox.vsphere.SimVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

public class ItineraryTest {

    private static final SimVm LINUX = Samples.vm();
    private static final SimVm WINDOWS = Samples.vm().withGuestId("windows2019srv_64Guest");

    @DataProvider
    public Object[][] pipelines() {
        PlanSpec cold = Samples.plan();
        PlanSpec warm = cold.withWarm(true);
        return new Object[][] {
            {
                "cold, local",
                cold,
                LINUX,
                true,
                "Initialize DiskAllocation ImageConversion DiskTransferV2v VirtualMachineCreation"
            },
            {"cold, remote", cold, LINUX, false, "Initialize DiskTransfer ImageConversion VirtualMachineCreation"},
            {
                "cold, remote, Windows",
                cold,
                WINDOWS,
                false,
                "Initialize DiskTransfer ImageConversion VirtualMachineCreation WaitForGuestReboots"
            },
            {
                "raw copy",
                cold.withSkipGuestConversion(true),
                LINUX,
                true,
                "Initialize DiskTransfer VirtualMachineCreation"
            },
            {
                "shared disks apart",
                cold.withMigrateSharedDisks(false),
                LINUX,
                true,
                "Initialize DiskTransfer ImageConversion VirtualMachineCreation"
            },
            {
                "warm",
                warm,
                LINUX,
                true,
                "Initialize PreflightInspection DiskTransfer Cutover ImageConversion VirtualMachineCreation"
                        + " WaitForFinalSnapshotConsolidation"
            },
            {
                "warm without inspection, Windows that stays off",
                warm.withRunPreflightInspection(false).withTargetPowerState(TargetPowerState.OFF),
                WINDOWS,
                false,
                "Initialize DiskTransfer Cutover ImageConversion VirtualMachineCreation"
                        + " WaitForFinalSnapshotConsolidation"
            },
        };
    }

    @Test(dataProvider = "pipelines")
    public void stepsDependOnTheWay(String way, PlanSpec plan, SimVm vm, boolean host, String steps) {
        assertThat(Pipeline.build(traits(plan, vm, host), vm))
                .as(way)
                .extracting(PipelineStep::name)
                .containsExactly(steps.split(" "));
    }

    @Test
    public void everyPhaseHasItsStepInThePipeline() {
        for (boolean warm : new boolean[] {false, true}) {
            for (boolean host : new boolean[] {false, true}) {
                Traits traits = traits(Samples.plan().withWarm(warm), WINDOWS, host);
                List<String> steps = Pipeline.build(traits, WINDOWS).stream()
                        .map(PipelineStep::name)
                        .toList();
                Itinerary.of(traits).phases(traits).stream()
                        .filter(phase -> phase != Phase.Completed)
                        .forEach(phase -> assertThat(steps)
                                .contains(Pipeline.stepOf(phase, traits).name()));
            }
        }
    }

    @Test
    public void diskStepsCountMegabytesPerDisk() {
        PipelineStep transfer =
                Pipeline.build(traits(Samples.plan(), LINUX, false), LINUX).get(1);

        assertThat(transfer.progress().total()).isEqualTo(16384 + 8193);
        assertThat(transfer.tasks()).hasSize(2);
        assertThat(transfer.annotations()).containsEntry("unit", "MB");
    }

    @Test
    public void anItineraryEndsInCompleted() {
        Traits traits = traits(Samples.plan(), LINUX, false);

        assertThat(Itinerary.COLD.next(Phase.CreateDataVolumes, traits)).isEqualTo(Phase.CopyDisks);
        assertThat(Itinerary.COLD.next(Phase.CreateVM, traits)).isEqualTo(Phase.Completed);
    }

    private static Traits traits(PlanSpec plan, SimVm vm, boolean host) {
        return Traits.of(plan, Samples.planVm(), vm, host, Settings.DEFAULTS);
    }
}
