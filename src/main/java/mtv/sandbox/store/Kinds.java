package mtv.sandbox.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The kinds that are served at this moment: the built-in ones and those of the custom resource definitions. */
public final class Kinds {

    private final Map<String, Kind> byResource = new ConcurrentSkipListMap<>();

    public Kinds(Collection<Kind> builtIn) {
        builtIn.forEach(this::add);
    }

    /** Takes the place of an older form of the same resource. */
    public void add(Kind kind) {
        byResource.put(kind.resource(), kind);
    }

    public void remove(String resource) {
        byResource.remove(resource);
    }

    public Optional<Kind> find(String resource) {
        return Optional.ofNullable(byResource.get(resource));
    }

    public Optional<Kind> find(String group, String version, String plural) {
        return find(group.isEmpty() ? plural : plural + "." + group)
                .filter(kind -> kind.version().equals(version));
    }

    public Optional<Kind> ofObject(String apiVersion, String name) {
        return byResource.values().stream()
                .filter(kind -> kind.kind().equals(name) && kind.apiVersion().equals(apiVersion))
                .findFirst();
    }

    public List<Kind> all() {
        return List.copyOf(byResource.values());
    }
}
