package mtv.sandbox.forklift.conversion;

import java.util.List;

/** Where a Conversion is, in the product's words. */
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
     * First to last.
     *
     * @param ownSnapshot whether an inspection has to make its snapshot first
     */
    static List<ConversionStage> of(boolean inspection, boolean ownSnapshot) {
        return !inspection ? CONVERSION : ownSnapshot ? List.of(values()) : INSPECTION;
    }
}
