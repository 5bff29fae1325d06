package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

import java.util.List;

/** The phase in which the first error came up, and all reasons. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VmError(@Required String phase, @Required List<String> reasons) {}
