package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;

/** Ready, or why not. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostStatus(List<Condition> conditions, Long observedGeneration)
        implements HostStatusBuilder.With, MtvResource.Status {}
