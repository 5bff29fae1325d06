package mtv.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;

/**
 * One condition of an MTV object. MTV deletes a condition that no longer holds, so status is "True" in practice;
 * category is Critical, Error, Warn, Required or Advisory.
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Condition(
        String type,
        String status,
        String category,
        String reason,
        String message,
        String suggestion,
        Boolean durable,
        List<String> items,
        Instant lastTransitionTime)
        implements ConditionBuilder.With {

    /** Types of conditions: one of them ends a Migration, each of its VMs and the run in the Plan's history. */
    public static final List<String> ENDS = List.of("Succeeded", "Failed", "Canceled");

    /** Critical and Error stop a reconcile and keep Ready away. */
    @JsonIgnore
    public boolean blocks() {
        return isTrue() && ("Critical".equals(category) || "Error".equals(category));
    }

    @JsonIgnore
    public boolean warns() {
        return isTrue() && "Warn".equals(category);
    }

    @JsonIgnore
    public boolean isTrue() {
        return "True".equals(status);
    }

    /** For a person: type, reason, message and the offending objects, without empty parts. */
    public String describe() {
        StringBuilder text = new StringBuilder(type == null ? "a condition without a type" : type);
        if (reason != null && !reason.isEmpty()) {
            text.append(" (").append(reason).append(')');
        }
        if (message != null && !message.isEmpty()) {
            text.append(": ").append(message);
        }
        if (items != null && !items.isEmpty()) {
            text.append(' ').append(items);
        }
        return text.toString();
    }
}
