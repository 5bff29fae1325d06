package mtv.sandbox.mtv.maps;

import mtv.model.MapStatus;
import mtv.model.SourceRef;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.source.SourcePlatform;
import mtv.sandbox.work.NotYetException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What both map controllers do alike: resolve the sources, and say how the map stands. */
final class MapVerdict {

    private static final Duration SOON = Duration.ofSeconds(3);

    private final Environment environment;
    private final Conditions conditions;
    private List<SourceRef> references;

    MapVerdict(Environment environment, MapStatus before, Conditions conditions) {
        this.environment = environment;
        this.conditions = conditions;
        this.references = before == null ? null : before.references();
    }

    /** Without a platform there is nothing to look up, and the next turn tries again. */
    void sources(
            String type,
            ProviderPairs providers,
            List<SourceRef> wanted,
            Function<SourcePlatform, List<SourceRef>> inventory) {
        references = environment
                .platform(providers.source().orElseThrow())
                .map(platform -> SourceRefs.resolve(type, wanted, inventory.apply(platform), conditions))
                .orElseThrow(() -> new NotYetException("the source's inventory"));
    }

    MapStatus status(Long generation, String ready) {
        if (!conditions.blocked()) {
            conditions.set(Conditions.required("Ready", null, ready));
        }
        return new MapStatus(conditions.staged(), generation, references);
    }

    /** Destinations are looked at again: nothing tells when one appears. */
    Optional<Duration> next() {
        return conditions.blocked() ? Optional.of(SOON) : Optional.empty();
    }
}
