package mtv.sandbox.forklift.conversion;

import java.util.List;

/** A stage of a Conversion, with the name that MTV writes. */
enum ConversionStage {
    CreatingSnapshot("Creating vSphere snapshot."),
    WaitingForSnapshot("Waiting for snapshot creation to complete."),
    CreatingPod("Creating the conversion pod."),
    PodRunning("Conversion pod is running."),
    FetchingResults("Fetching inspection results from pod."),
    RemovingSnapshot("Removing vSphere snapshot."),
    WaitingForSnapshotRemoval("Waiting for snapshot removal to complete."),
    Finished("Finalizing conversion.");

    private static final List<ConversionStage> CONVERSION = List.of(CreatingPod, PodRunning, Finished);
    private static final List<ConversionStage> INSPECTION = List.of(CreatingPod, PodRunning, FetchingResults, Finished);

    private final String says;

    ConversionStage(String says) {
        this.says = says;
    }

    String says() {
        return says;
    }

    /**
     * The stages from the first to the last.
     *
     * @param ownSnapshot whether an inspection has to create its snapshot
     */
    static List<ConversionStage> of(boolean inspection, boolean ownSnapshot) {
        return !inspection ? CONVERSION : ownSnapshot ? List.of(values()) : INSPECTION;
    }
}
