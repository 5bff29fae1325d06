package mtv.sandbox.forklift.itinerary;

import mtv.model.HookRef;
import mtv.model.MigrationType;
import mtv.model.ObjectRef;
import mtv.model.PipelineStep;
import mtv.model.PlanSpec;
import mtv.model.TargetPowerState;
import mtv.sandbox.forklift.Samples;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Phases and steps of a migration are those that MTV documents. */
public class ItineraryTest {

    private static final SimVm LINUX = Samples.vm();
    private static final SimVm WINDOWS = Samples.vm().withGuestId("windows2019srv_64Guest");
    private static final PlanSpec COLD = Samples.plan();
    private static final PlanSpec WARM = COLD.withWarm(true);
    private static final String BY_CDI = "Initialize DiskTransfer VirtualMachineCreation";
    private static final String BY_V2V =
            "Initialize DiskAllocation ImageConversion DiskTransferV2v VirtualMachineCreation";
    private static final String CONVERTED = "Initialize DiskTransfer ImageConversion VirtualMachineCreation";
    private static final String BY_GLANCE = "Initialize DiskTransfer ConvertOpenstackSnapshot VirtualMachineCreation";
    private static final String INSPECTED =
            "Initialize PreflightInspection DiskTransfer Cutover ImageConversion VirtualMachineCreation";
    private static final String MERGED = " WaitForFinalSnapshotConsolidation";

    /** Source, Plan, machine, whether the destination is the own cluster, steps. */
    @DataProvider
    public Object[][] pipelines() {
        return new Object[][] {
            {SourceKind.VSPHERE, COLD, LINUX, true, BY_V2V},
            {SourceKind.VSPHERE, COLD, LINUX, false, CONVERTED},
            {SourceKind.VSPHERE, COLD, WINDOWS, false, CONVERTED + " WaitForGuestReboots"},
            {SourceKind.VSPHERE, COLD.withSkipGuestConversion(true), LINUX, true, BY_CDI},
            {SourceKind.VSPHERE, COLD.withMigrateSharedDisks(false), LINUX, true, CONVERTED},
            {SourceKind.VSPHERE, WARM, LINUX, true, INSPECTED + MERGED},
            {SourceKind.VSPHERE, WARM, LINUX, false, INSPECTED + MERGED},
            {
                SourceKind.VSPHERE,
                WARM.withRunPreflightInspection(false).withTargetPowerState(TargetPowerState.OFF),
                WINDOWS,
                false,
                "Initialize DiskTransfer Cutover ImageConversion VirtualMachineCreation" + MERGED
            },
            {
                SourceKind.VSPHERE,
                hooked(WARM, "PreHook", "PostHook"),
                WINDOWS,
                false,
                "Initialize PreHook PreflightInspection DiskTransfer Cutover ImageConversion VirtualMachineCreation"
                        + " WaitForGuestReboots PostHook" + MERGED
            },
            {
                SourceKind.VSPHERE,
                COLD.withType(MigrationType.CONVERSION),
                LINUX,
                true,
                "Initialize ImageConversion VirtualMachineCreation"
            },
            {SourceKind.OVIRT, COLD, LINUX, true, BY_CDI},
            {SourceKind.OVIRT, COLD, LINUX, false, BY_CDI},
            {SourceKind.OVIRT, WARM, LINUX, true, "Initialize DiskTransfer Cutover VirtualMachineCreation"},
            {SourceKind.OVIRT, WARM, LINUX, false, "Initialize DiskTransfer Cutover VirtualMachineCreation"},
            {SourceKind.OVIRT, hooked(COLD, "PreHook"), WINDOWS, true, BY_CDI.replace(" Disk", " PreHook Disk")},
            {SourceKind.OPENSTACK, COLD, LINUX, true, BY_GLANCE},
            {SourceKind.OPENSTACK, COLD, LINUX, false, BY_GLANCE},
            {SourceKind.OVA, COLD, LINUX, true, BY_V2V},
            {SourceKind.OPENSHIFT, COLD, LINUX, true, BY_CDI},
            {SourceKind.OPENSHIFT, COLD, LINUX, false, BY_CDI},
        };
    }

    @Test(dataProvider = "pipelines")
    public void stepsDependOnSourceModeAndDestination(
            SourceKind kind, PlanSpec plan, SimVm vm, boolean host, String steps) {
        VmOptions options = SampleVmOptions.ask(kind, plan, vm, host);
        assertThat(VmItinerary.of(options).pipeline(options.disks()))
                .extracting(PipelineStep::name)
                .containsExactly(steps.split(" "));
    }

    @Test
    public void aWarmVmFromVsphereGoesThroughEveryPhaseOfTheLoop() {
        VmItinerary itinerary = VmItinerary.of(SampleVmOptions.vsphere(WARM, LINUX, false));
        assertThat(itinerary.phases())
                .extracting(Phase::name)
                .containsExactly(("Started CreateInitialSnapshot WaitForInitialSnapshot StoreInitialSnapshotDeltas"
                                + " PreflightInspection CreateDataVolumes CopyDisks CopyingPaused"
                                + " RemovePreviousSnapshot WaitForPreviousSnapshotRemoval CreateSnapshot"
                                + " WaitForSnapshot StoreSnapshotDeltas AddCheckpoint StorePowerState PowerOffSource"
                                + " WaitForPowerOff RemovePenultimateSnapshot WaitForPenultimateSnapshotRemoval"
                                + " CreateFinalSnapshot WaitForFinalSnapshot AddFinalCheckpoint Finalize"
                                + " RemoveFinalSnapshot CreateGuestConversionPod ConvertGuest CreateVM"
                                + " WaitForFinalSnapshotRemoval")
                        .split(" "));
        assertThat(itinerary.next(Phase.AddCheckpoint)).isEqualTo(Phase.CopyDisks);
        assertThat(itinerary.step(Phase.CreateDataVolumes)).isEqualTo(Step.DiskTransfer);
        assertThat(itinerary.next(Phase.WaitForFinalSnapshotRemoval)).isEqualTo(Phase.Completed);
    }

    @Test
    public void aWarmVmFromOvirtRemovesNoSnapshotsOnTheWay() {
        assertThat(VmItinerary.of(SampleVmOptions.ask(SourceKind.OVIRT, WARM, LINUX, true))
                        .phases())
                .extracting(Phase::name)
                .doesNotContain("RemovePreviousSnapshot", "StoreSnapshotDeltas", "ConvertGuest")
                .contains("CreateSnapshot", "AddCheckpoint", "Finalize");
    }

    @Test
    public void theSnapshotOfOpenstackIsPartOfTheTransferStep() {
        VmItinerary itinerary = VmItinerary.of(SampleVmOptions.ask(SourceKind.OPENSTACK, COLD, LINUX, true));
        assertThat(itinerary.step(Phase.ConvertOpenstackSnapshot)).isEqualTo(Step.DiskTransfer);
    }

    @Test
    public void everyPhaseHasItsStepInThePipeline() {
        for (SourceKind kind : SourceKind.values()) {
            for (PlanSpec plan : Arrays.asList(COLD, WARM, COLD.withType(MigrationType.CONVERSION))) {
                VmOptions options = SampleVmOptions.ask(kind, plan, WINDOWS, true);
                VmItinerary itinerary = VmItinerary.of(options);
                List<String> steps = itinerary.pipeline(options.disks()).stream()
                        .map(PipelineStep::name)
                        .toList();
                itinerary
                        .phases()
                        .forEach(phase -> assertThat(steps)
                                .as("%s %s", kind, phase)
                                .contains(itinerary.step(phase).name()));
            }
        }
    }

    @Test
    public void diskStepsCountMegabytesPerDisk() {
        VmOptions options = SampleVmOptions.vsphere(COLD, LINUX, false);
        PipelineStep transfer =
                VmItinerary.of(options).pipeline(options.disks()).get(1);
        assertThat(transfer.progress().total()).isEqualTo(16384 + 8193);
        assertThat(transfer.tasks()).hasSize(2);
        assertThat(transfer.annotations()).containsEntry("unit", "MB");
    }

    private static PlanSpec hooked(PlanSpec plan, String... steps) {
        List<HookRef> hooks = Arrays.stream(steps)
                .map(step -> new HookRef(new ObjectRef("hook", "openshift-mtv"), step))
                .toList();
        return plan.withVms(List.of(Samples.planVm().withHooks(hooks)));
    }
}
