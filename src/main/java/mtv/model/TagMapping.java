package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/** Which of a vSphere machine's tags become labels: all when nothing is said, or those listed, in any case. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagMapping(Boolean disabled, List<String> labelTags) {}
