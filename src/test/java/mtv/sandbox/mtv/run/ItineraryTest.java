package mtv.sandbox.mtv.run;

import mtv.model.PipelineStep;
import mtv.model.PlanSpec;
import mtv.model.TargetPowerState;
import mtv.sandbox.mtv.Samples;
import mtv.sandbox.mtv.runtime.Settings;
import mtv.sandbox.source.SimVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of phases and steps against the ways that the product documents. */
public class ItineraryTest {

    private static final SimVm LINUX = Samples.vm();
    private static final SimVm WINDOWS = Samples.vm().withGuestId("windows2019srv_64Guest");

    @DataProvider
    public Object[][] coldPipelines() {
        PlanSpec plan = Samples.plan();
        String copiedByCdi = "Initialize DiskTransfer ImageConversion VirtualMachineCreation";
        String copiedByV2v = "Initialize DiskAllocation ImageConversion DiskTransferV2v VirtualMachineCreation";
        return new Object[][] {
            {"local", plan, LINUX, true, copiedByV2v},
            {"remote", plan, LINUX, false, copiedByCdi},
            {"remote, Windows", plan, WINDOWS, false, copiedByCdi + " WaitForGuestReboots"},
            {"raw copy", plan.withSkipGuestConversion(true), LINUX, true, copiedByCdi.replace(" ImageConversion", "")},
            {"shared disks apart", plan.withMigrateSharedDisks(false), LINUX, true, copiedByCdi},
        };
    }

    @DataProvider
    public Object[][] warmPipelines() {
        PlanSpec plan = Samples.plan().withWarm(true);
        PlanSpec uninspectedOff = plan.withRunPreflightInspection(false).withTargetPowerState(TargetPowerState.OFF);
        String copied = "DiskTransfer Cutover ImageConversion VirtualMachineCreation";
        String end = " WaitForFinalSnapshotConsolidation";
        return new Object[][] {
            {"local", plan, LINUX, true, "Initialize PreflightInspection " + copied + end},
            {"Windows that stays off", uninspectedOff, WINDOWS, false, "Initialize " + copied + end},
        };
    }

    @Test(dataProvider = "warmPipelines")
    public void warmStepsDependOnTheWay(String way, PlanSpec plan, SimVm vm, boolean host, String steps) {
        stepsDependOnTheWay(way, plan, vm, host, steps);
    }

    @Test(dataProvider = "coldPipelines")
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
                        .forEach(phase ->
                                assertThat(steps).contains(phase.step(traits).name()));
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
