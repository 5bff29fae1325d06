package mtv.sandbox.forklift.conversion;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.Provider;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.build.ConversionPod;
import mtv.sandbox.forklift.run.MigrationRunner;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.Conversions;
import mtv.sandbox.forklift.runtime.ProviderConnections;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.SourcePlatform;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out Conversions. All unfinished ones of a namespace are reconciled together every few seconds, so that their
 * pods are listed once.
 */
public final class ConversionReconciler implements Reconciler {

    private static final Logger LOG = LogManager.getLogger();
    private static final Duration PACE = Duration.ofSeconds(3);
    /** The largest number of names in one request, which keeps its URL short enough. */
    private static final int MOST_NAMED = 60;

    private final ControllerEnvironment environment;

    public ConversionReconciler(ControllerEnvironment environment) {
        this.environment = environment;
    }

    /** The work item for a Conversion: all Conversions of its namespace share one. */
    public static ObjectKey workItem(ObjectKey conversion) {
        return new ObjectKey(conversion.namespace(), "");
    }

    /** @param item the namespace whose Conversions are carried out */
    @Override
    public Optional<Duration> reconcile(ObjectKey item) {
        Conversions all = environment.caches().conversions();
        List<GenericKubernetesResource> open = all.in(item.namespace())
                .filter(conversion -> conversion.get("status", "completionTime") == null)
                .filter(conversion -> conversion.getMetadata().getDeletionTimestamp() == null)
                .toList();
        Map<Place, List<GenericKubernetesResource>> places = new HashMap<>();
        open.forEach(conversion -> places.computeIfAbsent(Place.of(conversion), place -> new ArrayList<>())
                .add(conversion));
        places.forEach(this::carryOut);
        return open.isEmpty() ? Optional.empty() : Optional.of(PACE);
    }

    /**
     * The place where pods run.
     *
     * @param provider its name is null for MTV's own cluster
     */
    private record Place(ObjectKey provider, String namespace) {

        static Place of(GenericKubernetesResource conversion) {
            return new Place(
                    new ObjectKey(
                            conversion.get("spec", "destination", "namespace"),
                            conversion.get("spec", "destination", "name")),
                    Optional.ofNullable(conversion.<String>get("spec", "targetNamespace"))
                            .orElse(conversion.getMetadata().getNamespace()));
        }
    }

    private void carryOut(Place place, List<GenericKubernetesResource> conversions) {
        boolean own = place.provider().name() == null
                || provider(place).map(ProviderConnections::isHost).orElse(false);
        KubernetesClient client = own ? environment.client() : client(place);
        Map<String, Pod> pods = own ? ownPods(place, conversions) : pods(client, place, conversions);
        for (GenericKubernetesResource conversion : conversions) {
            ConversionStatusEditor editor = new ConversionStatusEditor(
                    environment.client().getKubernetesSerialization(), conversion, environment.now());
            Optional<Pod> pod =
                    Optional.ofNullable(pods.get(conversion.getMetadata().getName()));
            ConversionPipeline pipeline =
                    new ConversionPipeline(editor, source(conversion), pod, made -> create(client, place, made));
            try {
                if (editor.isCanceled()) {
                    pod.ifPresent(running -> client.resource(running).delete());
                    pipeline.removeOwnSnapshot();
                    editor.cancel();
                } else {
                    pipeline.run();
                }
            } catch (RequeueException e) {
                LOG.debug("conversion {} waits: {}", conversion.getMetadata().getName(), e.getMessage());
                continue;
            } catch (KubernetesClientException e) {
                if (MigrationRunner.isTransient(e)) {
                    LOG.debug(
                            "conversion {} waits: {}", conversion.getMetadata().getName(), e.getMessage());
                    continue;
                }
                pipeline.fail(
                        e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage());
            }
            editor.changed()
                    .ifPresent(status -> environment.caches().conversions().report(conversion, status));
        }
    }

    private KubernetesClient client(Place place) {
        return provider(place)
                .map(environment.connections()::to)
                .orElseThrow(() -> new RequeueException("there is no Provider " + place.provider()));
    }

    private Optional<Provider> provider(Place place) {
        return environment.caches().providers().get(place.provider());
    }

    /** The pods on MTV's own cluster, from the cache. */
    private Map<String, Pod> ownPods(Place place, List<GenericKubernetesResource> conversions) {
        Map<String, Pod> pods = new HashMap<>();
        for (GenericKubernetesResource conversion : conversions) {
            String name = conversion.getMetadata().getName();
            environment.caches().conversions().pod(place.namespace(), name).ifPresent(pod -> pods.put(name, pod));
        }
        return pods;
    }

    /** The pods by the name of their Conversion. */
    private static Map<String, Pod> pods(
            KubernetesClient client, Place place, List<GenericKubernetesResource> conversions) {
        var all = client.pods().inNamespace(place.namespace());
        String[] names = conversions.stream()
                .map(conversion -> conversion.getMetadata().getName())
                .toArray(String[]::new);
        List<Pod> found = (names.length > MOST_NAMED
                        ? all.withLabel("conversion")
                        : all.withLabelIn("conversion", names))
                .list()
                .getItems();
        Map<String, Pod> pods = new HashMap<>();
        found.forEach(pod -> pods.put(pod.getMetadata().getLabels().get("conversion"), pod));
        return pods;
    }

    private Pod create(KubernetesClient client, Place place, ConversionStatusEditor editor) {
        if (!environment.caches().conversions().isThere(editor.conversion())) {
            throw new RequeueException("the Conversion was deleted, and its pod with it");
        }
        GenericKubernetesResource pod = ConversionPod.of(
                editor.conversion(),
                editor.snapshot(),
                environment.settings().get().waitForGuestReboots());
        var serialization = client.getKubernetesSerialization();
        return client.pods()
                .inNamespace(place.namespace())
                .resource(serialization.convertValue(pod, Pod.class))
                .create();
    }

    /** The platform of the VM, found by the URL in the Secret with the login; empty if the Secret has none. */
    private Optional<SourcePlatform> source(GenericKubernetesResource conversion) {
        ObjectKey secret = new ObjectKey(
                conversion.get("spec", "connection", "secret", "namespace"),
                conversion.get("spec", "connection", "secret", "name"));
        return environment
                .caches()
                .secrets()
                .get(secret)
                .flatMap(found -> ProviderSecrets.value(found, "url"))
                .flatMap(environment.sources());
    }
}
