package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** One entry of a NetworkMap. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkPair(
        @Required NetworkSource source, @Required NetworkDestination destination) {}
