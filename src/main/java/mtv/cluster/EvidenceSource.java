package mtv.cluster;

import java.util.Map;

/** What can be told about the run's objects when something failed. */
@FunctionalInterface
public interface EvidenceSource {

    /** The suite attribute under which the reports find it. */
    String ATTRIBUTE = "mtv.evidence";

    /** File name to text, nothing secret in it. */
    Map<String, String> collect();
}
