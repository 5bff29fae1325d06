package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/** The conditions of a Hook: Ready, or why it is not. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookStatus(List<Condition> conditions, Long observedGeneration) implements MtvResource.Status {}
