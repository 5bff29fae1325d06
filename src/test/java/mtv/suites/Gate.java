package mtv.suites;

import mtv.scenario.ExpectedFailure;
import mtv.scenario.Scenario;
import mtv.steps.AttachedPlans;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import mtv.vm.SourceType;
import org.testng.SkipException;

import java.util.Optional;
import java.util.Set;

/**
 * Why a class does not run here: something is not configured, or not offered by the source. Never because it failed.
 */
final class Gate {

    /** MTV copies these only when they are off. */
    private static final Set<SourceType> COLD_ONLY =
            Set.of(SourceType.OPENSTACK, SourceType.OPENSHIFT, SourceType.OVA, SourceType.HYPERV);

    private static final String NO_REMOTE = "No remote OCP cluster provided";
    private static final String CONVERSION = "ImageConversion";

    private Gate() {}

    /** @throws SkipException with the reason, which a run in which nothing ran ends with */
    static OpenTestBed requireOpen(Optional<TestBed> bed, Optional<OpenTestBed> open) {
        require(bed.map(TestBed::hasDestination).orElse(true), NO_REMOTE);
        require(open.isPresent(), "the suite could not be set up");
        bed.ifPresent(Gate::requireGoingOn);
        return open.orElseThrow();
    }

    /** @throws SkipException with the reason when no Plan of other people is to be looked at */
    static AttachedPlans requireAttached(Optional<TestBed> bed, Optional<AttachedPlans> attached) {
        require(bed.map(TestBed::hasDestination).orElse(true), NO_REMOTE);
        require(attached.isPresent(), "the suite could not be set up");
        require(
                !attached.orElseThrow().all().isEmpty(),
                "none of the Plans of attach_plan goes to this suite's kind of destination");
        return attached.orElseThrow();
    }

    /** @throws SkipException once the run was stopped from outside */
    static void requireGoingOn(TestBed bed) {
        require(bed.stopped().isEmpty(), bed.stopped().orElse(""));
    }

    /**
     * @throws SkipException when the source cannot do what the scenario asks for, or show the failure that it expects
     */
    static void requireOffered(OpenTestBed bed, Scenario scenario) {
        SourceType type = bed.source().type();
        require(!scenario.warm() || !COLD_ONLY.contains(type), type.id() + " warm migration is not supported.");
        boolean converted = scenario.expect()
                .flatMap(ExpectedFailure::step)
                .filter(CONVERSION::equals)
                .isPresent();
        require(!converted || type.isConverted(), type.id() + " guests are not converted, so no conversion fails.");
    }

    private static void require(boolean fact, String reason) {
        if (!fact) {
            throw new SkipException(reason);
        }
    }
}
