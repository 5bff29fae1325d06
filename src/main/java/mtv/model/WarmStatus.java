package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The copy rounds of a warm migration. successes counts finished rounds before cutover. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WarmStatus(
        int successes, int failures, int consecutiveFailures, Instant nextPrecopyAt, List<Precopy> precopies)
        implements WarmStatusBuilder.With {

    /** The precopies; never null, and without nulls in it. */
    public List<Precopy> copies() {
        return precopies == null
                ? List.of()
                : precopies.stream().filter(Objects::nonNull).toList();
    }
}
