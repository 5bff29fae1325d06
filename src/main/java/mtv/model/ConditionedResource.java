package mtv.model;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An MTV object that reports its state by conditions. */
public interface ConditionedResource {

    /** Never null; empty until the controller wrote a status. */
    @JsonIgnore
    List<Condition> conditions();

    default Optional<Condition> condition(String type) {
        return conditions().stream().filter(c -> type.equals(c.type())).findFirst();
    }

    /** True when a condition of this type is present with status "True". */
    default boolean has(String type) {
        return condition(type).filter(Condition::isTrue).isPresent();
    }

    /** Critical and Error conditions, one per line, empty when there is none. */
    default String blockers() {
        return conditions().stream()
                .filter(Condition::blocks)
                .map(Condition::describe)
                .collect(Collectors.joining("\n"));
    }

    default List<Condition> warnings() {
        return conditions().stream().filter(Condition::warns).toList();
    }
}
