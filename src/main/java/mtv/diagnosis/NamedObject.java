package mtv.diagnosis;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An object of the source as a map or a Plan names it. MTV looks it up by the id where there is one. */
record NamedObject(String id, String name) {

    boolean isGiven() {
        return hasId() || (name != null && !name.isEmpty());
    }

    boolean isIn(Set<String> listed) {
        return listed.contains(hasId() ? id : name);
    }

    private boolean hasId() {
        return id != null && !id.isEmpty();
    }

    String words() {
        return Stream.of(name, hasId() ? "(id " + id + ")" : null)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }
}
