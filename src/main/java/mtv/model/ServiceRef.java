package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The service behind which a Provider's own server runs; in the status of OVA and Hyper-V Providers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceRef(String kind, String name, String namespace) {}
