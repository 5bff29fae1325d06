package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The precopies of a warm migration. {@code successes} counts finished precopies before the cutover. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WarmStatus(
        int successes, int failures, int consecutiveFailures, Instant nextPrecopyAt, List<Precopy> precopies)
        implements WarmStatusBuilder.With {

    /** The precopies without nulls; empty if there are none. */
    public List<Precopy> copies() {
        return precopies == null
                ? List.of()
                : precopies.stream().filter(Objects::nonNull).toList();
    }
}
