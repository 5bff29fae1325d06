package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One step of a VM. There is no failed phase: a failure is an error on a step. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineStep(
        String name,
        String description,
        String phase,
        String reason,
        Progress progress,
        Map<String, String> annotations,
        Instant started,
        Instant completed,
        VmError error,
        VmError warning,
        List<PipelineTask> tasks)
        implements PipelineStepBuilder.With {}
