package mtv.sandbox.forklift.maps;

import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ObjectCache;

import java.util.Locale;
import java.util.Optional;

/** Validates the Providers of a map or Plan: both exist, have a suitable type, and are Ready. */
public record ProviderPairs(Optional<Provider> source, Optional<Provider> destination) {

    /** Looks up both Providers. They can be used only if no blocking condition was set. */
    public static ProviderPairs check(ProviderPair pair, ObjectCache<Provider> providers, Conditions conditions) {
        Optional<Provider> source = check("Source", pair.source(), providers, conditions);
        Optional<Provider> destination = check("Destination", pair.destination(), providers, conditions);
        if (destination
                .filter(found -> !"openshift".equals(found.getSpec().type()))
                .isPresent()) {
            conditions.block(
                    "DestinationProviderNotValid", "TypeNotValid", "The destination provider must be an openshift.");
        }
        return new ProviderPairs(source, destination);
    }

    private static Optional<Provider> check(
            String end, ObjectRef ref, ObjectCache<Provider> providers, Conditions conditions) {
        if (!ObjectKey.of(ref).isSet()) {
            conditions.block(
                    end + "ProviderNotValid",
                    "NotSet",
                    "The " + end.toLowerCase(Locale.ROOT) + " provider is not set.");
            return Optional.empty();
        }
        Optional<Provider> provider = providers.get(ObjectKey.of(ref));
        if (provider.isEmpty()) {
            conditions.block(
                    end + "ProviderNotValid",
                    "NotFound",
                    "The " + end.toLowerCase(Locale.ROOT) + " provider was not found.");
        } else if (!provider.get().has("Ready")) {
            conditions.block(
                    end + "ProviderNotReady",
                    null,
                    "The " + end.toLowerCase(Locale.ROOT) + " provider does not have the Ready condition.");
        }
        return provider;
    }
}
