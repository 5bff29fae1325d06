package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/** Which tags of a vSphere VM become labels: all if nothing is set, else those listed, in upper or lower case. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagMapping(Boolean disabled, List<String> labelTags) {}
