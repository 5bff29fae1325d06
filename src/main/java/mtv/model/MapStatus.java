package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/** The status of a NetworkMap or StorageMap; references are the resolved sources. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MapStatus(List<Condition> conditions, Long observedGeneration, List<SourceRef> references)
        implements MtvResource.Status {}
