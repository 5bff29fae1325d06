package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** The two maps of a Plan. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MapPair(@Required ObjectRef network, @Required ObjectRef storage) {}
