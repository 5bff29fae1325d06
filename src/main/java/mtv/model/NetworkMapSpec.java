package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/** Source networks and their destinations, between one pair of Providers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkMapSpec(ProviderPair provider, List<NetworkPair> map) {}
