package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;

/** The Plan to run, when to cut over (warm), and which VMs to cancel. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationSpec(
        ObjectRef plan, List<SourceRef> cancel, Instant cutover, List<VmCutover> vmCutover, Boolean resumeConversion)
        implements MigrationSpecBuilder.With {

    /** A cutover time of one VM; wins over the common one. */
    public record VmCutover(String id, Instant cutover) {}
}
