package mtv.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.await.Await;
import mtv.model.Condition;
import mtv.model.ConditionedResource;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Creates an MTV object and waits until its controller has accepted it, or has said why not. */
final class Ready {

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

    private Ready() {}

    /** @return the object with its uid and status; its warnings are logged */
    static <T extends HasMetadata & ConditionedResource> T create(Run run, T wanted, Class<T> kind, Duration limit) {
        return await(run, run.creator().create(wanted), kind, limit);
    }

    /** @param created which may be ready already */
    static <T extends HasMetadata & ConditionedResource> T await(Run run, T created, Class<T> kind, Duration limit) {
        String name = created.getKind() + " " + created.getMetadata().getName();
        T ready = Await.until(name + " is Ready")
                .watching(run.cluster()
                        .client()
                        .resources(kind)
                        .inNamespace(created.getMetadata().getNamespace())
                        .withName(created.getMetadata().getName()))
                .failsWhen(Ready::blocked)
                .shows(object -> name + " " + describe(object))
                .within(limit)
                .one(object -> object.has("Ready"));
        ready.warnings().forEach(warning -> LOG.warn("{}: {}", name, warning.describe()));
        return ready;
    }

    private static Optional<String> blocked(ConditionedResource object) {
        boolean hopeless = object.conditions().stream().anyMatch(c -> c.blocks() && !PASSING.contains(c.type()));
        return hopeless ? Optional.of(object.blockers()) : Optional.empty();
    }

    private static String describe(ConditionedResource object) {
        return object.conditions().isEmpty()
                ? "has no conditions: MTV has not validated it"
                : object.conditions().stream().map(Condition::describe).toList().toString();
    }
}
