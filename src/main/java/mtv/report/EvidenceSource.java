package mtv.report;

import java.util.Map;
import java.util.Optional;

/** What a cluster can tell about a failure; hung on the suite by whoever opens the clusters. */
@FunctionalInterface
public interface EvidenceSource {
    /** Under this name a suite carries its evidence source. */
    String ATTRIBUTE = "mtv.evidence";

    /** The state of everything the run knows of: text by file name, nothing secret. */
    Map<String, String> collect();

    /** Why the run was stopped from outside, as a person would say it; empty while it was not. */
    default Optional<String> stopped() {
        return Optional.empty();
    }

    /** Versions by product name, for the head of a report; what was learnt last, even when the clusters are closed. */
    default Map<String, String> versions() {
        return Map.of();
    }
}
