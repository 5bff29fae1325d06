package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** A Hook and the step it runs at: PreHook or PostHook. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookRef(@Required ObjectRef hook, @Required String step) {}
