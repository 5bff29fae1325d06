package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;

/** One snapshot and its copy; the final one never gets an end. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Precopy(
        String snapshot, String createTaskId, String removeTaskId, Instant start, Instant end, List<DiskDelta> deltas)
        implements PrecopyBuilder.With {

    /** Change id of one disk at this snapshot. */
    public record DiskDelta(String disk, String deltaId) {}
}
