package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;

/**
 * The status of each VM and the runs so far ({@code status.migration} of a Plan); the last history entry is the current
 * run.
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationRecord(Instant started, Instant completed, List<Snapshot> history, List<VmStatus> vms)
        implements MigrationRecordBuilder.With {}
