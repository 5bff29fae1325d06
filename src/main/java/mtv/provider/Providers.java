package mtv.provider;

import mtv.diagnosis.Diagnosis;
import mtv.ledger.Creator;
import mtv.model.Condition;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.settings.Waits;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates Providers and waits until MTV accepts them. */
public final class Providers {

    /** Phases that MTV leaves only after somebody has repaired something. */
    private static final Set<String> BAD_PHASES = Set.of("ConnectionFailed", "ValidationFailed");

    private Providers() {}

    static Provider createReady(Creator creator, Provider provider, Waits waits) {
        Provider created = creator.create(provider);
        String name = created.getMetadata().getName();
        Diagnosis diagnosis =
                new Diagnosis(creator.cluster(), creator.cluster(), Optional.empty(), waits.firstStatus());
        return creator.cluster()
                .await("Provider " + name + " is Ready")
                .watching(creator.cluster()
                        .client()
                        .resources(Provider.class)
                        .inNamespace(created.getMetadata().getNamespace())
                        .withName(name))
                .failsWhen(Providers::badEnd)
                .shows(Providers::state)
                .breaks(diagnosis.silence(created))
                .within(waits.provider())
                .one(p -> p.has("Ready"));
    }

    static Optional<String> badEnd(Provider provider) {
        boolean bad = BAD_PHASES.contains(phase(provider)) && !isBehind(provider);
        return bad ? Optional.of(state(provider)) : Optional.empty();
    }

    /** MTV reads a cache, in which a Secret that was created a moment ago may still be missing. */
    private static boolean isBehind(Provider provider) {
        List<Condition> blockers =
                provider.conditions().stream().filter(Condition::blocks).toList();
        return !blockers.isEmpty()
                && blockers.stream().allMatch(c -> "SecretNotValid".equals(c.type()) && "NotFound".equals(c.reason()));
    }

    /** Phase and all conditions, in MTV's own words. */
    public static String state(Provider provider) {
        return "Provider " + provider.getMetadata().getName() + " is in phase " + phase(provider)
                + provider.conditions().stream().map(Condition::describe).collect(Collectors.joining("; ", " [", "]"));
    }

    private static String phase(Provider provider) {
        return provider.getStatus() == null || provider.getStatus().phase() == null
                ? "none yet"
                : provider.getStatus().phase();
    }

    public static ObjectRef ref(Provider provider) {
        return new ObjectRef(
                provider.getMetadata().getName(), provider.getMetadata().getNamespace());
    }
}
