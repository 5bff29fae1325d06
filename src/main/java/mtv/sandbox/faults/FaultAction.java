package mtv.sandbox.faults;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a fault does: one of the mechanisms, with its own occasion where that differs from the row's.
 *
 * @param in where all edits take place
 * @param edit changes an object as it is written
 * @param deny refuses a write
 * @param swallow a write seems to succeed and changes nothing
 * @param also happens to another object after the write
 * @param answer meets a request to the API
 * @param sight changes what MTV sees of a source VM
 * @param phase happens to a VM in the phase of the occasion
 * @param source is done on the source platform when a VM enters that phase: powerOn, powerOff, stop (as a person does),
 *     addSnapshot, dropSnapshots or removeNic
 * @param certificate of the API server: expired or otherHost
 */
record FaultAction(
        FaultTrigger when,
        String in,
        List<TreeEdit> edit,
        Denial deny,
        boolean swallow,
        Also also,
        HttpFault answer,
        Sight sight,
        PhaseFault phase,
        String source,
        String certificate) {

    /** How a write is refused. */
    record Denial(int code, String reason, String message) {}

    /**
     * After a write, another one of the sandbox's own.
     *
     * @param create the object once more, changed like this
     * @param patch the status of the object, changed like this
     * @param delete the resource of which all objects with these labels go; {@code {uid}} stands for the written
     *     object's
     */
    record Also(List<TreeEdit> create, List<TreeEdit> patch, String delete, Map<String, String> labels) {}

    /** With what its row says where it says nothing itself. */
    FaultAction within(FaultTrigger occasion, String base) {
        long mechanisms = Stream.of(edit, deny, swallow ? true : null, also, answer, sight, phase, source, certificate)
                .filter(Objects::nonNull)
                .count();
        if (mechanisms != 1) {
            throw new IllegalArgumentException("do: expected exactly one of edit, deny, swallow, also, answer, sight,"
                    + " phase, source and certificate, not " + mechanisms);
        }
        FaultTrigger own =
                Stream.of(when, occasion).filter(Objects::nonNull).findFirst().orElse(FaultTrigger.ALWAYS);
        if ((phase != null || source != null) && own.phase() == null) {
            throw new IllegalArgumentException("when.phase: expected the phase of a VM");
        }
        String place = Objects.requireNonNullElse(in == null ? base : in, "");
        List<TreeEdit> edits = edit == null
                ? null
                : edit.stream().map(each -> each.below(place)).toList();
        return new FaultAction(own, place, edits, deny, swallow, also, answer, sight, phase, source, certificate);
    }

    boolean writes() {
        return edit != null || deny != null || also != null || swallow;
    }
}
