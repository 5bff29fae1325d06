package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.Map;

/** One task of a step; for disk steps one per disk, in MB. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineTask(
        String name,
        String description,
        String phase,
        String reason,
        Progress progress,
        Map<String, String> annotations,
        Instant started,
        Instant completed,
        VmError error,
        VmError warning)
        implements PipelineTaskBuilder.With {}
