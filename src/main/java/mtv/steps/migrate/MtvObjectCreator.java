package mtv.steps.migrate;

import mtv.diagnosis.Diagnosis;
import mtv.model.Condition;
import mtv.model.ConditionedResource;
import mtv.model.MtvResource;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Creates objects of MTV, each of which must become Ready; a blocker ends the wait with MTV's own reasons. */
public final class MtvObjectCreator {

    private static final Logger LOG = LogManager.getLogger();

    /**
     * Blockers that MTV takes back by itself: a Provider is re-tested every half minute, a map follows its Providers,
     * and the tools of a VM that was just started come up late.
     */
    private static final Set<String> PASSING = Set.of(
            "SourceProviderNotReady",
            "DestinationProviderNotReady",
            "NetworkMapNotReady",
            "StorageMapNotReady",
            "GuestToolsIssue");

    private final RunContext run;
    private final Diagnosis diagnosis;

    /** @param diagnosis finds out why MTV writes no status */
    public MtvObjectCreator(RunContext run, Diagnosis diagnosis) {
        this.run = run;
        this.diagnosis = diagnosis;
    }

    /** @return the object with its uid and status; its warnings are logged */
    public <T extends MtvResource<?, ?>> T create(T wanted, Class<T> kind, Duration limit) {
        return await(run.creator().create(wanted), kind, limit);
    }

    /** @param created which may be ready already */
    <T extends MtvResource<?, ?>> T await(T created, Class<T> kind, Duration limit) {
        String name = created.getKind() + " " + created.getMetadata().getName();
        T ready = run.hub()
                .await(name + " is Ready")
                .watching(run.hub()
                        .client()
                        .resources(kind)
                        .inNamespace(created.getMetadata().getNamespace())
                        .withName(created.getMetadata().getName()))
                .failsWhen(MtvObjectCreator::blockers)
                .shows(object -> name + " " + describe(object))
                .breaks(diagnosis.silence(created))
                .within(limit)
                .one(object -> object.has("Ready"));
        ready.warnings().forEach(warning -> LOG.warn("{}: {}", name, warning.describe()));
        return ready;
    }

    /** All blockers of an object that has one which does not pass by itself. */
    static Optional<String> blockers(ConditionedResource object) {
        return isBlocked(object) ? Optional.of(object.blockers()) : Optional.empty();
    }

    /** Whether it has a blocker that does not pass by itself. */
    static boolean isBlocked(ConditionedResource object) {
        return object.conditions().stream().anyMatch(c -> c.blocks() && !PASSING.contains(c.type()));
    }

    private static String describe(ConditionedResource object) {
        return object.conditions().isEmpty()
                ? "has no conditions: MTV has not validated it"
                : object.conditions().stream().map(Condition::describe).toList().toString();
    }
}
