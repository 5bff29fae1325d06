package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;

/** Status of a NetworkMap and of a StorageMap; references are the resolved sources. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MapStatus(List<Condition> conditions, Long observedGeneration, List<SourceRef> references)
        implements MapStatusBuilder.With, MtvResource.Status {}
