package mtv.report;

import mtv.evidence.gather.Gathered;
import mtv.observe.ProductVersions;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a run can tell for its reports. The suite carries it, so that listeners need no clusters of their own. */
@FunctionalInterface
public interface EvidenceSource {
    /** Under this name a suite carries its evidence source. */
    String ATTRIBUTE = "mtv.evidence";

    /** The state of everything the run has created: text by file name, nothing secret. */
    Map<String, String> collect();

    /**
     * Lets MTV's own image gather what it knows of the Plan that failed.
     *
     * @param folder of the failed test
     * @return empty when there is nothing to gather, or it was done before
     */
    default Optional<Gathered> mustGather(Path folder) {
        return Optional.empty();
    }

    /** Why the run was stopped from outside, in words; empty while it goes on. */
    default Optional<String> stopped() {
        return Optional.empty();
    }

    /** What was tested, even when the clusters are closed. */
    default ProductVersions versions() {
        return ProductVersions.UNKNOWN;
    }
}
