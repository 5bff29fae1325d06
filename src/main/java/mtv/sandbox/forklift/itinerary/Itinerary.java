package mtv.sandbox.forklift.itinerary;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The itineraries of MTV: the phases of a migration in their order. A row names a phase, the traits that a VM must have
 * to pass through it, and the step of the pipeline that shows it. The pipeline lists the steps in the order of their
 * first row. A phase after {@code ->} is the one that a loop continues with. A step after {@code +} is listed but never
 * progresses, because MTV reports its phase in another step.
 */
public enum Itinerary {
    COLD("""
            Started                           |               | Initialize
            PreHook                           | prehook       | PreHook
            StorePowerState                   |               | Initialize
            PowerOffSource                    |               | Initialize
            WaitForPowerOff                   |               | Initialize
            CreateDataVolumes                 |               | Initialize
            CopyDisks                         | cdi           | DiskTransfer
            AllocateDisks                     | v2v           | DiskAllocation
            CreateGuestConversionPod          | conversion    | ImageConversion
            ConvertGuest                      | conversion    | ImageConversion
            CopyDisksVirtV2V                  | conversion v2v| DiskTransferV2v
            ConvertOpenstackSnapshot          | openstack     | DiskTransfer + ConvertOpenstackSnapshot
            CreateVM                          |               | VirtualMachineCreation
            WaitForGuestReboots               | windows       | WaitForGuestReboots
            PostHook                          | posthook      | PostHook
            """),
    WARM("""
            Started                           |               | Initialize
            PreHook                           | prehook       | PreHook
            CreateInitialSnapshot             |               | Initialize
            WaitForInitialSnapshot            |               | Initialize
            StoreInitialSnapshotDeltas        | vsphere       | Initialize
            PreflightInspection               | inspection    | PreflightInspection
            CreateDataVolumes                 | uninspected   | Initialize
            CreateDataVolumes                 | inspection    | DiskTransfer
            CopyDisks                         |               | DiskTransfer
            CopyingPaused                     |               | DiskTransfer
            RemovePreviousSnapshot            | vsphere       | DiskTransfer
            WaitForPreviousSnapshotRemoval    | vsphere       | DiskTransfer
            CreateSnapshot                    |               | DiskTransfer
            WaitForSnapshot                   |               | DiskTransfer
            StoreSnapshotDeltas               | vsphere       | DiskTransfer
            AddCheckpoint -> CopyDisks        |               | DiskTransfer
            StorePowerState                   |               | Cutover
            PowerOffSource                    |               | Cutover
            WaitForPowerOff                   |               | Cutover
            RemovePenultimateSnapshot         | vsphere       | Cutover
            WaitForPenultimateSnapshotRemoval | vsphere       | Cutover
            CreateFinalSnapshot               |               | Cutover
            WaitForFinalSnapshot              |               | Cutover
            AddFinalCheckpoint                |               | Cutover
            Finalize                          |               | Cutover
            RemoveFinalSnapshot               | vsphere       | Cutover
            CreateGuestConversionPod          | conversion    | ImageConversion
            ConvertGuest                      | conversion    | ImageConversion
            CreateVM                          |               | VirtualMachineCreation
            WaitForGuestReboots               | windows       | WaitForGuestReboots
            PostHook                          | posthook      | PostHook
            WaitForFinalSnapshotRemoval       | vsphere merge | WaitForFinalSnapshotConsolidation
            """),
    CONVERSION("""
            Started                           |               | Initialize
            PreHook                           | prehook       | PreHook
            StorePowerState                   |               | Initialize
            PowerOffSource                    |               | Initialize
            WaitForPowerOff                   |               | Initialize
            CreateGuestConversionPod          | conversion    | ImageConversion
            ConvertGuest                      | conversion    | ImageConversion
            CreateVM                          |               | VirtualMachineCreation
            WaitForGuestReboots               | windows       | WaitForGuestReboots
            PostHook                          | posthook      | PostHook
            """),
    /** Repeats the conversion of a failed run: its disks are complete, and its source is powered off already. */
    RESUME("""
            Started                           |               | Initialize
            PreHook                           | prehook       | PreHook
            CreateGuestConversionPod          | conversion    | ImageConversion
            ConvertGuest                      | conversion    | ImageConversion
            CreateVM                          |               | VirtualMachineCreation
            WaitForGuestReboots               | windows       | WaitForGuestReboots
            PostHook                          | posthook      | PostHook
            """);

    private final List<Row> rows;

    Itinerary(String table) {
        this.rows = table.lines().map(Row::parse).toList();
    }

    /**
     * One row of the table.
     *
     * @param next where a loop goes on; null for the row below
     * @param listed a step that the pipeline has because of this phase, besides the one that shows it; null for none
     */
    record Row(Phase phase, Phase next, Set<VmTrait> when, Step step, Step listed) {

        private static Row parse(String row) {
            List<String> cells =
                    Arrays.stream(row.split("\\|")).map(String::strip).toList();
            String[] phases = cells.get(0).split(" -> ");
            String[] steps = cells.get(2).split(" \\+ ");
            Set<VmTrait> when = Stream.of(cells.get(1).split(" "))
                    .filter(word -> !word.isEmpty())
                    .map(word -> VmTrait.valueOf(word.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(VmTrait.class)));
            return new Row(
                    Phase.valueOf(phases[0]),
                    phases.length > 1 ? Phase.valueOf(phases[1]) : null,
                    when,
                    Step.valueOf(steps[0]),
                    steps.length > 1 ? Step.valueOf(steps[1]) : null);
        }

        Stream<Step> steps() {
            return listed == null ? Stream.of(step) : Stream.of(step, listed);
        }
    }

    static Itinerary of(VmOptions options) {
        if (options.resumed()) {
            return RESUME;
        }
        return options.convertsOnly() ? CONVERSION : options.warm() ? WARM : COLD;
    }

    /** The rows that a VM with these traits passes through. */
    List<Row> rows(Set<VmTrait> traits) {
        return rows.stream().filter(row -> traits.containsAll(row.when())).toList();
    }
}
