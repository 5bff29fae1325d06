package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;

/** A network of the source; vlan (1 to 4094) narrows a network that carries several. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSource(
        String id,
        String name,
        String namespace,
        String type,

        @Pattern("^([1-9]|[1-9][0-9]{1,2}|[1-3][0-9]{3}|40[0-8][0-9]|409[0-4])$")
        String vlan) {

    public static NetworkSource byId(String id) {
        return new NetworkSource(id, null, null, null, null);
    }
}
