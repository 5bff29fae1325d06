package mtv.check.compare;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * When an object was last changed, by its API server's own record of who manages which field. A watch learns of a state
 * later than it was written, and on a busy machine much later.
 */
public final class WriteTime {

    private WriteTime() {}

    /** To the second; empty when the server keeps no such record, or somebody took it away. */
    public static Optional<Instant> of(HasMetadata object) {
        return object.getMetadata() == null || object.getMetadata().getManagedFields() == null
                ? Optional.empty()
                : object.getMetadata().getManagedFields().stream()
                        .map(ManagedFieldsEntry::getTime)
                        .filter(Objects::nonNull)
                        .flatMap(time -> read(time).stream())
                        .max(Comparator.naturalOrder());
    }

    private static Optional<Instant> read(String time) {
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
