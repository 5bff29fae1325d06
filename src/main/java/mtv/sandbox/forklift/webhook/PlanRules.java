package mtv.sandbox.forklift.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.model.StorageMap;
import mtv.model.StoragePair;
import mtv.sandbox.apiserver.object.Webhook.Operation;
import mtv.sandbox.apiserver.object.Webhook.Review;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ProviderConnections;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The rules for Plans: both Providers exist, the user may use them, and the source supports what the Plan asks for. */
final class PlanRules {

    private static final String TRANSFER_NETWORK = "forklift.konveyor.io/defaultTransferNetwork";
    private static final String POPULATORS = "populatorLabels";
    private static final String NETWORK = "transferNetwork";
    private static final String DESTINATION = "/provider/destination";
    private static final Set<String> LUKS_TYPES = Set.of("vsphere", "ova");

    private final ControllerEnvironment environment;
    private final ClusterQueries lookup;

    PlanRules(ControllerEnvironment environment, ClusterQueries lookup) {
        this.environment = environment;
        this.lookup = lookup;
    }

    /** Completes a Plan. One without a transfer network gets the destination's, so the destination must exist. */
    void complete(Review review) throws AdmissionDeniedException {
        JsonNode spec = review.object().path("spec");
        if (!spec.hasNonNull(NETWORK)) {
            Provider destination = lookup.require(Provider.class, "target provider", spec.at(DESTINATION));
            transferNetwork((ObjectNode) spec, destination);
        }
        ObjectNode annotations = review.object().withObject("/metadata").withObjectProperty("annotations");
        if (review.operation() == Operation.CREATE && !annotations.has(POPULATORS)) {
            annotations.put(POPULATORS, "True");
        }
    }

    /** Sets the transfer network that the Provider names. One that does not exist is ignored. */
    private void transferNetwork(ObjectNode spec, Provider destination) throws AdmissionDeniedException {
        Map<String, String> annotations = destination.getMetadata().getAnnotations();
        String network = annotations == null ? "" : annotations.getOrDefault(TRANSFER_NETWORK, "");
        if (network.isEmpty()) {
            return;
        }
        String[] parts = network.split("/");
        boolean placed = parts.length > 1;
        String namespace = placed ? parts[0] : spec.path("targetNamespace").asText();
        String name = placed ? parts[1] : network;
        try {
            if (ResourceKind.NETWORK_ATTACHMENT_DEFINITION
                    .find(environment.connections().to(destination), namespace, name)
                    .isPresent()) {
                spec.putObject(NETWORK).put("namespace", namespace).put("name", name);
            }
        } catch (RequeueException e) {
            throw new AdmissionDeniedException(e.getMessage());
        }
    }

    void review(Review review) throws AdmissionDeniedException {
        JsonNode spec = review.object().path("spec");
        Optional<Provider> known = lookup.find(Provider.class, ref(spec.at("/provider/source")));
        if (known.isEmpty() && spec.path("archived").asBoolean()) {
            return;
        }
        Provider source = lookup.require(Provider.class, "source provider", spec.at("/provider/source"));
        lookup.mayUse(review.user(), source);
        Provider destination = lookup.require(Provider.class, "destination provider", spec.at(DESTINATION));
        lookup.mayUse(review.user(), destination);
        mayMigrate(review.user(), spec, source, destination);
        supported(spec, source, destination);
    }

    private void supported(JsonNode spec, Provider source, Provider destination) throws AdmissionDeniedException {
        boolean warm =
                spec.path("warm").asBoolean() || "warm".equals(spec.path("type").asText());
        String type = source.getSpec().type();
        if (!warm && !"vsphere".equals(type) && ProviderConnections.isHost(destination)) {
            refuseStaticStorage(spec.at("/map/storage"));
        }
        if (warm && "openstack".equals(type)) {
            throw new AdmissionDeniedException("warm migration is not supported by the provider");
        }
        boolean luks = spec.path("vms")
                .valueStream()
                .anyMatch(vm -> !vm.at("/luks/name").asText().isEmpty());
        if (luks && !LUKS_TYPES.contains(type)) {
            throw new AdmissionDeniedException(
                    "migration of encrypted disks from source provider of type " + type + " is not supported");
        }
    }

    private static ObjectRef ref(JsonNode ref) {
        return new ObjectRef(ref.path("name").asText(), ref.path("namespace").asText());
    }

    /** Requires the permissions for the migration, which can be checked on MTV's own cluster only. */
    private void mayMigrate(String user, JsonNode spec, Provider source, Provider destination)
            throws AdmissionDeniedException {
        if (ProviderConnections.isHost(destination)) {
            lookup.mayMakeMachines(user, spec.path("targetNamespace").asText());
        }
        if (ProviderConnections.isHost(source)) {
            for (JsonNode vm : spec.path("vms")) {
                lookup.mayGetMachine(
                        user, vm.path("name").asText(), vm.path("namespace").asText());
            }
        }
    }

    /** Refuses storage classes without a provisioner, which create no volumes on demand. The StorageMap must exist. */
    private void refuseStaticStorage(JsonNode ref) throws AdmissionDeniedException {
        StorageMap map = lookup.require(StorageMap.class, "storage map", ref);
        List<StoragePair> pairs = map.getSpec() == null ? null : map.getSpec().map();
        List<String> classes = pairs == null
                ? List.of()
                : pairs.stream()
                        .map(pair -> pair.destination().storageClass())
                        .filter(Objects::nonNull)
                        .toList();
        for (StorageClass storage :
                environment.client().storage().v1().storageClasses().list().getItems()) {
            String name = storage.getMetadata().getName();
            if (classes.contains(name) && "kubernetes.io/no-provisioner".equals(storage.getProvisioner())) {
                throw new AdmissionDeniedException("Static storage class(es) found: " + name);
            }
        }
    }
}
