package mtv.sandbox.sources.vsphere;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the VI JSON API writes values: each object says its type, and so does a value of a property. */
final class VimJson {

    private VimJson() {}

    /** A managed object by its type and id. */
    static Map<String, Object> reference(String type, String id) {
        return Map.of("_typeName", "ManagedObjectReference", "type", type, "value", id);
    }

    /** A data object. @param fields names and values in turn */
    static Map<String, Object> object(String type, Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("_typeName", type);
        for (int i = 0; i < fields.length; i += 2) {
            object.put((String) fields[i], fields[i + 1]);
        }
        return object;
    }

    /** A value where any type may stand. @param type such as {@code string}, {@code ArrayOfVirtualDevice} */
    static Map<String, Object> any(String type, Object value) {
        return Map.of("_typeName", type, "_value", value);
    }
}
