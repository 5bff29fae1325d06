package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** The two ends of a migration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderPair(
        @Required ObjectRef source, @Required ObjectRef destination) {}
