package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;

import java.util.List;

/** Written by the operator SDK, free of a schema: Running, Successful and Failure. */
@PreserveUnknownFields
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForkliftControllerStatus(List<OperatorCondition> conditions) {

    /** Unlike MTV's own conditions this one stays and turns to "False". */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OperatorCondition(
            String type, String status, String reason, String message, String lastTransitionTime) {}
}
