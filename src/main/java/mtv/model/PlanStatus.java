package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;

/** The conditions of a Plan, and the record of its runs. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanStatus(List<Condition> conditions, Long observedGeneration, MigrationRecord migration)
        implements PlanStatusBuilder.With, MtvResource.Status {}
