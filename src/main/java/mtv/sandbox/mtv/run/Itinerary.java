package mtv.sandbox.mtv.run;

import java.util.List;
import java.util.function.Predicate;

import static mtv.sandbox.mtv.run.Phase.AddCheckpoint;
import static mtv.sandbox.mtv.run.Phase.AddFinalCheckpoint;
import static mtv.sandbox.mtv.run.Phase.AllocateDisks;
import static mtv.sandbox.mtv.run.Phase.Completed;
import static mtv.sandbox.mtv.run.Phase.ConvertGuest;
import static mtv.sandbox.mtv.run.Phase.CopyDisks;
import static mtv.sandbox.mtv.run.Phase.CopyDisksVirtV2V;
import static mtv.sandbox.mtv.run.Phase.CopyingPaused;
import static mtv.sandbox.mtv.run.Phase.CreateDataVolumes;
import static mtv.sandbox.mtv.run.Phase.CreateFinalSnapshot;
import static mtv.sandbox.mtv.run.Phase.CreateGuestConversionPod;
import static mtv.sandbox.mtv.run.Phase.CreateInitialSnapshot;
import static mtv.sandbox.mtv.run.Phase.CreateSnapshot;
import static mtv.sandbox.mtv.run.Phase.CreateVM;
import static mtv.sandbox.mtv.run.Phase.Finalize;
import static mtv.sandbox.mtv.run.Phase.PowerOffSource;
import static mtv.sandbox.mtv.run.Phase.PreflightInspection;
import static mtv.sandbox.mtv.run.Phase.RemoveFinalSnapshot;
import static mtv.sandbox.mtv.run.Phase.RemovePenultimateSnapshot;
import static mtv.sandbox.mtv.run.Phase.RemovePreviousSnapshot;
import static mtv.sandbox.mtv.run.Phase.Started;
import static mtv.sandbox.mtv.run.Phase.StoreInitialSnapshotDeltas;
import static mtv.sandbox.mtv.run.Phase.StorePowerState;
import static mtv.sandbox.mtv.run.Phase.StoreSnapshotDeltas;
import static mtv.sandbox.mtv.run.Phase.WaitForFinalSnapshot;
import static mtv.sandbox.mtv.run.Phase.WaitForFinalSnapshotRemoval;
import static mtv.sandbox.mtv.run.Phase.WaitForGuestReboots;
import static mtv.sandbox.mtv.run.Phase.WaitForInitialSnapshot;
import static mtv.sandbox.mtv.run.Phase.WaitForPenultimateSnapshotRemoval;
import static mtv.sandbox.mtv.run.Phase.WaitForPowerOff;
import static mtv.sandbox.mtv.run.Phase.WaitForPreviousSnapshotRemoval;
import static mtv.sandbox.mtv.run.Phase.WaitForSnapshot;

/** The two ways of a VM out of vSphere, each a list of phases of which some depend on the VM. */
public enum Itinerary {
    COLD(
            always(Started),
            always(StorePowerState),
            always(PowerOffSource),
            always(WaitForPowerOff),
            always(CreateDataVolumes),
            when(vm -> !vm.v2vCopy(), CopyDisks),
            when(Traits::v2vCopy, AllocateDisks),
            when(Traits::conversion, CreateGuestConversionPod),
            when(Traits::conversion, ConvertGuest),
            when(vm -> vm.conversion() && vm.v2vCopy(), CopyDisksVirtV2V),
            always(CreateVM),
            when(Traits::guestReboots, WaitForGuestReboots),
            always(Completed)),

    WARM(
            always(Started),
            always(CreateInitialSnapshot),
            always(WaitForInitialSnapshot),
            always(StoreInitialSnapshotDeltas),
            when(Traits::inspection, PreflightInspection),
            always(CreateDataVolumes),
            // From here to AddCheckpoint is the loop: AddCheckpoint leads back to CopyDisks, and a due cutover leads
            // from
            // CopyingPaused to StorePowerState.
            always(CopyDisks),
            always(CopyingPaused),
            always(RemovePreviousSnapshot),
            always(WaitForPreviousSnapshotRemoval),
            always(CreateSnapshot),
            always(WaitForSnapshot),
            always(StoreSnapshotDeltas),
            always(AddCheckpoint),
            always(StorePowerState),
            always(PowerOffSource),
            always(WaitForPowerOff),
            always(RemovePenultimateSnapshot),
            always(WaitForPenultimateSnapshotRemoval),
            always(CreateFinalSnapshot),
            always(WaitForFinalSnapshot),
            always(AddFinalCheckpoint),
            always(Finalize),
            always(RemoveFinalSnapshot),
            when(Traits::conversion, CreateGuestConversionPod),
            when(Traits::conversion, ConvertGuest),
            always(CreateVM),
            when(Traits::guestReboots, WaitForGuestReboots),
            when(Traits::consolidation, WaitForFinalSnapshotRemoval),
            always(Completed));

    private final List<Stop> stops;

    Itinerary(Stop... stops) {
        this.stops = List.of(stops);
    }

    private record Stop(Phase phase, Predicate<Traits> when) {}

    private static Stop always(Phase phase) {
        return new Stop(phase, vm -> true);
    }

    private static Stop when(Predicate<Traits> condition, Phase phase) {
        return new Stop(phase, condition);
    }

    public static Itinerary of(Traits vm) {
        return vm.warm() ? WARM : COLD;
    }

    /** The phases of this VM, first to last. */
    public List<Phase> phases(Traits vm) {
        return stops.stream()
                .filter(stop -> stop.when().test(vm))
                .map(Stop::phase)
                .toList();
    }

    /** The phase after this one in the list; a loop is not known here. */
    public Phase next(Phase phase, Traits vm) {
        List<Phase> phases = phases(vm);
        int at = phases.indexOf(phase);
        return at < 0 || at + 1 >= phases.size() ? Completed : phases.get(at + 1);
    }
}
