package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Name and namespace of another object; both may be absent, as in the empty Secret reference of a local Provider. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectRef(String name, String namespace) {

    /** A reference to nothing, serialised as an empty object. */
    public static final ObjectRef NONE = new ObjectRef(null, null);
}
