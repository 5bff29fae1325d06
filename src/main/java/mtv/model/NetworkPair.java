package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** One entry of a NetworkMap. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkPair(NetworkSource source, NetworkDestination destination) {}
