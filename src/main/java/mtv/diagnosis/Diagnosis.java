package mtv.diagnosis;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.await.Silence;
import mtv.cluster.Cluster;
import mtv.model.MtvResource;
import mtv.model.Provider;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out why MTV writes no status for an object: it looks at the object, MTV's pods and all that it refers to. */
public final class Diagnosis {

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster hub;
    private final Cluster destination;
    private final Optional<SourceInventory> inventory;
    private final Duration firstStatus;

    /**
     * @param hub where MTV's objects are
     * @param destination where storage classes and networks are
     * @param inventory empty until there is a source
     * @param firstStatus how long MTV may take for the first status
     */
    public Diagnosis(Cluster hub, Cluster destination, Optional<SourceInventory> inventory, Duration firstStatus) {
        this.hub = hub;
        this.destination = destination;
        this.inventory = inventory;
        this.firstStatus = firstStatus;
    }

    /** Ends a wait for an object that has no status in time, with the reasons that are found then. */
    public <T extends MtvResource<?, ?>> Silence<T> silence(T object) {
        return new Silence<>(firstStatus, MtvResource::isObserved, () -> inquire(object));
    }

    /**
     * What is wrong with a Provider and not reported once it is Ready, such as a Secret that is gone. One request.
     *
     * @return a clause for each problem, the worst first
     */
    public List<String> problems(Provider provider) {
        return new ProviderLook(hub).findings(provider);
    }

    private Silence.Inquiry inquire(MtvResource<?, ?> object) {
        List<String> findings = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        List<ControllerPods> controller = new ArrayList<>();
        List<Probe> probes = new ArrayList<>();
        probes.add(new Probe(name(object), () -> itself(object)));
        probes.add(new Probe("MTV's pods", () -> {
            controller.add(new ControllerPods(hub));
            return controller.get(0).findings();
        }));
        probes.addAll(new References(hub, destination, inventory).of(object));
        for (Probe probe : probes) {
            try {
                findings.addAll(probe.look().findings());
            } catch (Exception e) {
                LOG.debug("Could not look at {}", probe.what(), e);
                unseen.add(probe.what() + " cannot be looked at: " + reason(e));
            }
        }
        findings.addAll(unseen);
        if (findings.isEmpty()) {
            findings.add("all that it refers to is there; " + controller.get(0).log() + " says more");
        }
        Duration patience = patience(controller);
        if (!patience.isZero()) {
            findings.add("MTV's controller has just started");
        }
        return new Silence.Inquiry(findings.stream().distinct().toList(), patience);
    }

    /** Leaves time to a controller that has just been started, as it is after each change of the precopy interval. */
    private Duration patience(List<ControllerPods> controller) {
        try {
            return controller.stream()
                    .flatMap(pods -> pods.age().stream())
                    .map(firstStatus::minus)
                    .filter(left -> !left.isNegative())
                    .findFirst()
                    .orElse(Duration.ZERO);
        } catch (RuntimeException e) {
            LOG.debug("The age of MTV's controller is not known", e);
            return Duration.ZERO;
        }
    }

    private List<String> itself(MtvResource<?, ?> object) {
        boolean there = hub.client()
                        .genericKubernetesResources(object.getApiVersion(), object.getKind())
                        .inNamespace(object.getMetadata().getNamespace())
                        .withName(object.getMetadata().getName())
                        .get()
                != null;
        return there ? List.of() : List.of("it is not there any more");
    }

    private static String name(MtvResource<?, ?> object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private static String reason(Exception e) {
        return e instanceof KubernetesClientException refused && refused.getCode() > 0
                ? "the API answers " + refused.getCode()
                : String.valueOf(e.getMessage());
    }
}
