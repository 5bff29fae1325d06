package mtv.sandbox.faults;

/**
 * What an actor does with a resource.
 *
 * @param verb as permissions name it, but {@code status} for a write of the status
 * @param resource plural and group, as in {@code plans.forklift.konveyor.io}; the path for what is no resource
 * @param actor as {@link Actor} names it
 */
public record Operation(String verb, String resource, String actor) {}
