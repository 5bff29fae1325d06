package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Completed and total amount, in the unit of the step's annotation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(long completed, long total) {}
