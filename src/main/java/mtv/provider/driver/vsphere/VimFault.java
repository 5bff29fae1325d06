package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import mtv.provider.http.HttpSession;

import java.io.IOException;
import java.util.Optional;

/** A fault of vCenter's VI API: a call was refused, or a task has failed. */
final class VimFault extends IOException {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final transient JsonNode fault;

    private VimFault(String message, JsonNode fault) {
        super(message);
        this.type = fault.path("_typeName").asText();
        this.fault = fault;
    }

    /** @param what completes "vCenter … refused to …" */
    static VimFault ofCall(String vcenter, String what, HttpSession.Answer answer) throws IOException {
        if (answer.page().isPresent()) {
            return new VimFault(
                    "vCenter " + vcenter + " did not " + what + ": "
                            + answer.page().get(),
                    body(answer));
        }
        JsonNode fault = body(answer);
        String text = fault.path("faultstring").asText();
        return new VimFault(
                "vCenter " + vcenter + " refused to " + what + ": "
                        + (fault.has("_typeName") ? fault.path("_typeName").asText() : "HTTP " + answer.status())
                        + (text.isEmpty() ? "" : ": " + text),
                fault);
    }

    /** What an answer that is no good one says as JSON; nothing when it says nothing so. */
    static JsonNode body(HttpSession.Answer answer) {
        try {
            return answer.json();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** @param error a LocalizedMethodFault */
    static VimFault ofTask(String vcenter, String what, JsonNode error) {
        JsonNode fault = error.path("fault");
        String text = error.path("localizedMessage").asText();
        return new VimFault(
                "vCenter " + vcenter + " could not " + what + ": " + (text.isEmpty() ? "" : text + " ") + "("
                        + fault.path("_typeName").asText() + ")",
                fault);
    }

    /** Whether it is of this type of the VI API, such as {@code InvalidPowerState}. */
    boolean is(String name) {
        return type.equals(name);
    }

    /** The task that is in the way, when it names one. */
    Optional<VimService.Ref> task() {
        JsonNode task = fault.path("task");
        return task.has("value") ? Optional.of(VimService.Ref.of(task)) : Optional.empty();
    }
}
