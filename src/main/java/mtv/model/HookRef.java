package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A Hook and the step it runs at: PreHook or PostHook. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookRef(ObjectRef hook, String step) {}
