package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What MTV's operator tells, in a ForkliftController, of the settings that it has put into force. */
public record OperatorConditions(List<Map<?, ?>> all) {

    /** None where the operator has not written any yet, or something else. */
    public static OperatorConditions of(GenericKubernetesResource controller) {
        Object conditions = controller.get("status", "conditions");
        return new OperatorConditions(
                conditions instanceof List<?> list
                        ? list.stream()
                                .filter(Map.class::isInstance)
                                .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                                .toList()
                        : List.of());
    }

    /** A sentence with the operator's words; empty when it reports none. */
    public Optional<String> failure() {
        return holding("Failure")
                .map(c -> "MTV's operator reports Failure (" + c.get("reason") + "): " + c.get("message"))
                .findFirst();
    }

    /** Since when it is Successful, as the cluster writes times; empty when it is not. */
    public Optional<String> successfulSince() {
        return holding("Successful")
                .map(c -> String.valueOf(c.get("lastTransitionTime")))
                .findFirst();
    }

    private Stream<Map<?, ?>> holding(String type) {
        return all.stream().filter(c -> type.equals(c.get("type")) && "True".equals(c.get("status")));
    }
}
