package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;

/** vms is a copy of the Plan's; completed stays empty after a cancel. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationStatus(
        List<Condition> conditions, Long observedGeneration, Instant started, Instant completed, List<VmStatus> vms)
        implements MigrationStatusBuilder.With, MtvResource.Status {}
