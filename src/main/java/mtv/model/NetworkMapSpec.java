package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

import java.util.List;

/** Source networks and their destinations, between one pair of Providers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkMapSpec(
        @Required ProviderPair provider, @Required List<NetworkPair> map) {}
