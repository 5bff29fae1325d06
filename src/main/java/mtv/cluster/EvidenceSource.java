package mtv.cluster;

import java.util.Map;

/** What a cluster can tell about a failure; hung on the suite by whoever opens the clusters. */
@FunctionalInterface
public interface EvidenceSource {
    /** Under this name a suite carries its evidence source. */
    String ATTRIBUTE = "mtv.evidence";

    /** The state of everything the run knows of: text by file name, nothing secret. */
    Map<String, String> collect();
}
