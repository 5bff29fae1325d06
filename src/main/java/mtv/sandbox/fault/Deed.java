package mtv.sandbox.fault;

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
 *     addSnapshot or dropSnapshots
 * @param certificate of the API server: expired or otherHost
 */
record Deed(
        When when,
        String in,
        List<Edit> edit,
        Denial deny,
        Boolean swallow,
        Also also,
        Weather answer,
        Sight sight,
        Interference phase,
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
    record Also(List<Edit> create, List<Edit> patch, String delete, Map<String, String> labels) {}

    /**
     * What MTV, its inventory included, sees otherwise.
     *
     * @param missing the VM is not there
     * @param stale the VM stays as it was seen first, but for its power and its snapshots
     * @param ghost the VM is there when it has gone
     * @param edit what is different about the VM, as a {@link mtv.sandbox.source.SimVm}
     */
    record Sight(boolean missing, boolean stale, boolean ghost, List<Edit> edit) {}

    Deed with(When occasion) {
        return new Deed(
                when == null ? occasion : when,
                in,
                edit == null
                        ? null
                        : edit.stream()
                                .map(each -> in == null ? each : each.below(in))
                                .toList(),
                deny,
                swallow,
                also,
                answer,
                sight,
                phase,
                source,
                certificate);
    }

    boolean writes() {
        return edit != null || deny != null || also != null || Boolean.TRUE.equals(swallow);
    }

    /** What is wrong with it, each with its key. */
    Stream<String> problems() {
        long mechanisms = Stream.of(edit, deny, swallow, also, answer, sight, phase, source, certificate)
                .filter(Objects::nonNull)
                .count();
        Stream<String> own = mechanisms == 1
                ? Stream.empty()
                : Stream.of("do: expected exactly one of edit, deny, swallow, also, answer, sight, phase, source"
                        + " and certificate, not " + mechanisms);
        Stream<List<Edit>> edits =
                Stream.of(edit, also == null ? null : also.create(), sight == null ? null : sight.edit());
        Stream<String> ofEdits = edits.filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(Edit::problem)
                .filter(problem -> !problem.isEmpty())
                .map(problem -> "do.edit." + problem);
        boolean phaseless = (phase != null || source != null) && (when == null || when.phase() == null);
        return Stream.of(
                        own,
                        ofEdits,
                        phaseless ? Stream.of("when.phase: expected the phase of a VM") : Stream.<String>empty())
                .flatMap(each -> each);
    }
}
