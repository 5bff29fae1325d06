package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** Done and total, in the unit of the step's annotation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(@Required long completed, @Required long total) {}
