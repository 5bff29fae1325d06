package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An object of the source, by id or by name; at least one of them is given (MTV type Ref). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceRef(String id, String name, String namespace, String type) {

    public static SourceRef byId(String id) {
        return new SourceRef(id, null, null, null);
    }

    public static SourceRef byIdAndName(String id, String name) {
        return new SourceRef(id, name, null, null);
    }
}
