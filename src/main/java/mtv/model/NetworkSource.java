package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A network of the source; vlan (1 to 4094) narrows a network that carries several. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSource(String id, String name, String namespace, String type, String vlan) {

    public static NetworkSource byId(String id) {
        return new NetworkSource(id, null, null, null, null);
    }
}
