package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;

/** One run of a Plan: the objects it started with, and its own conditions. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Snapshot(
        SnapshotRef plan, SnapshotRef migration, SnapshotPair provider, SnapshotMaps map, List<Condition> conditions)
        implements SnapshotBuilder.With {

    /** An object as it was when the run started. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SnapshotRef(String namespace, String name, String uid, Long generation) {}

    /** Both Providers of the run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SnapshotPair(SnapshotRef source, SnapshotRef destination) {}

    /** Both maps of the run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SnapshotMaps(SnapshotRef network, SnapshotRef storage) {}
}
