package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The Service of a Provider's own server, in the status of OVA and Hyper-V Providers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceRef(String kind, String name, String namespace) {}
