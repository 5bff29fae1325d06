package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The two ends of a migration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderPair(ObjectRef source, ObjectRef destination) {}
