package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/** The phase in which the first error occurred, and all reasons. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VmError(String phase, List<String> reasons) {}
