package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The two maps of a Plan. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MapPair(ObjectRef network, ObjectRef storage) {}
