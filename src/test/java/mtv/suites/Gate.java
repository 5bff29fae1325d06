package mtv.suites;

import mtv.settings.SourceType;
import mtv.steps.TestBed;
import org.testng.SkipException;

import java.util.Optional;
import java.util.Set;

/**
 * Why a class does not run here: something is not configured, or not offered by the source. Never because it failed.
 */
final class Gate {

    /** MTV copies these only when they are off. */
    private static final Set<SourceType> COLD_ONLY = Set.of(SourceType.OPENSTACK, SourceType.OPENSHIFT, SourceType.OVA);

    private Gate() {}

    /** @throws SkipException with the reason, which a run in which nothing ran ends with */
    static void check(TestBed bed, boolean warm) {
        reason(bed, warm).ifPresent(reason -> {
            throw new SkipException(reason);
        });
    }

    private static Optional<String> reason(TestBed bed, boolean warm) {
        if (!bed.hasDestination()) {
            return Optional.of("No remote OCP cluster provided");
        }
        SourceType type = bed.source().type();
        return warm && COLD_ONLY.contains(type)
                ? Optional.of(type.id() + " warm migration is not supported.")
                : Optional.empty();
    }
}
