package mtv.sandbox.forklift.runtime;

import mtv.model.Condition;
import mtv.model.ConditionBuilder;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions of one object during a reconciliation. A condition that is not set again is removed at the end, unless
 * it is durable. A condition that is set again unchanged keeps its time.
 */
public final class Conditions {

    private final Map<String, Condition> all = new LinkedHashMap<>();
    private final Set<String> staged = new HashSet<>();
    private final Instant now;

    public Conditions(List<Condition> before, Instant now) {
        this.now = now;
        for (Condition condition : before) {
            all.put(condition.type(), condition);
            if (Boolean.TRUE.equals(condition.durable())) {
                staged.add(condition.type());
            }
        }
    }

    public static Condition critical(String type, String reason, String message) {
        return condition("Critical", type, reason, message);
    }

    public static Condition warning(String type, String reason, String message) {
        return condition("Warn", type, reason, message);
    }

    public static Condition required(String type, String reason, String message) {
        return condition("Required", type, reason, message);
    }

    private static Condition advisory(String type, String reason, String message) {
        return condition("Advisory", type, reason, message);
    }

    /** A condition that stays although later reconciliations do not set it. */
    public static Condition durable(String type, String reason, String message) {
        return advisory(type, reason, message).withDurable(true);
    }

    private static Condition condition(String category, String type, String reason, String message) {
        return ConditionBuilder.builder()
                .type(type)
                .status("True")
                .category(category)
                .reason(reason)
                .message(message)
                .build();
    }

    /** Adds or replaces a condition. Its time changes only if another field does. */
    public void set(Condition condition) {
        Condition before = all.get(condition.type());
        boolean same =
                before != null && before.withLastTransitionTime(null).equals(condition.withLastTransitionTime(null));
        all.put(condition.type(), same ? before : condition.withLastTransitionTime(now));
        staged.add(condition.type());
    }

    /** Sets a critical condition. */
    public void block(String type, String reason, String message) {
        set(critical(type, reason, message));
    }

    /** Sets a critical condition with these items, if there are any. */
    public void block(String type, String reason, String message, List<String> items) {
        report(critical(type, reason, message), items);
    }

    public void warn(String type, String reason, String message) {
        set(warning(type, reason, message));
    }

    public void warn(String type, String reason, String message, List<String> items) {
        report(warning(type, reason, message), items);
    }

    public void require(String type, String reason, String message) {
        set(required(type, reason, message));
    }

    public void note(String type, String reason, String message) {
        set(advisory(type, reason, message));
    }

    /** Sets a condition with these items, if there are any. */
    public void report(Condition condition, List<String> items) {
        if (!items.isEmpty()) {
            set(condition.withItems(items));
        }
    }

    public void delete(String... types) {
        staged.removeAll(Arrays.asList(types));
    }

    public Optional<Condition> find(String type) {
        return Optional.ofNullable(all.get(type)).filter(condition -> staged.contains(type));
    }

    public boolean hasAny(String... types) {
        return Arrays.stream(types)
                .anyMatch(type -> find(type).filter(Condition::isTrue).isPresent());
    }

    /** Whether a condition is Critical or Error, which keeps Ready away and ends the reconciliation. */
    public boolean blocked() {
        return staged().stream().anyMatch(Condition::blocks);
    }

    /** The conditions that remain at the end. */
    public List<Condition> staged() {
        return all.values().stream()
                .filter(condition -> staged.contains(condition.type()))
                .toList();
    }

    /** A list with one condition set, for lists such as a VM's, whose other conditions stay. */
    public static List<Condition> with(List<Condition> before, Condition condition, Instant now) {
        Conditions conditions = everlasting(before, now);
        conditions.set(condition);
        return conditions.staged();
    }

    /** A list without conditions of these types. */
    public static List<Condition> without(List<Condition> before, String... types) {
        List<String> gone = Arrays.asList(types);
        return orNone(before).stream().filter(c -> !gone.contains(c.type())).toList();
    }

    private static Conditions everlasting(List<Condition> before, Instant now) {
        Conditions conditions = new Conditions(orNone(before), now);
        conditions.staged.addAll(conditions.all.keySet());
        return conditions;
    }

    private static List<Condition> orNone(List<Condition> conditions) {
        return conditions == null ? List.of() : conditions;
    }
}
