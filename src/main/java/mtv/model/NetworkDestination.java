package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The pod network, a NetworkAttachmentDefinition, or nothing; name and namespace belong to the second alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkDestination(Type type, String namespace, String name) {

    /** How a NIC reaches its network on the destination. */
    public enum Type {
        @JsonProperty("pod")
        POD,
        @JsonProperty("multus")
        MULTUS,
        @JsonProperty("ignored")
        IGNORED
    }

    public static NetworkDestination pod() {
        return new NetworkDestination(Type.POD, null, null);
    }

    public static NetworkDestination ignored() {
        return new NetworkDestination(Type.IGNORED, null, null);
    }

    public static NetworkDestination multus(String namespace, String name) {
        return new NetworkDestination(Type.MULTUS, namespace, name);
    }
}
