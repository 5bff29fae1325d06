package mtv.sandbox.forklift.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ObjectRef;
import mtv.model.Provider;

import java.util.Optional;

/** What webhooks ask the cluster: which objects exist, and who may do what. */
final class ClusterQueries {

    private static final String MACHINES = "kubevirt.io/virtualmachines";

    private final KubernetesClient client;

    ClusterQueries(KubernetesClient client) {
        this.client = client;
    }

    /** @param ref name and namespace; nothing is found if one of them is missing */
    <T extends HasMetadata> T require(Class<T> type, String what, JsonNode ref) throws AdmissionDeniedException {
        return require(
                type,
                what,
                new ObjectRef(ref.path("name").asText(), ref.path("namespace").asText()));
    }

    <T extends HasMetadata> T require(Class<T> type, String what, ObjectRef ref) throws AdmissionDeniedException {
        return find(type, ref)
                .orElseThrow(() ->
                        new AdmissionDeniedException(what + " \"" + (ref == null ? "" : ref.name()) + "\" not found"));
    }

    <T extends HasMetadata> Optional<T> find(Class<T> type, ObjectRef ref) {
        return ref == null || isEmpty(ref.name()) || isEmpty(ref.namespace())
                ? Optional.empty()
                : Optional.ofNullable(client.resources(type)
                        .inNamespace(ref.namespace())
                        .withName(ref.name())
                        .get());
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    void mayUse(String user, Provider provider) throws AdmissionDeniedException {
        may(
                user,
                "get",
                "forklift.konveyor.io/providers/" + provider.getMetadata().getName(),
                provider.getMetadata().getNamespace());
    }

    void mayMakeMachines(String user, String namespace) throws AdmissionDeniedException {
        may(user, "create", MACHINES, namespace);
    }

    void mayGetMachine(String user, String name, String namespace) throws AdmissionDeniedException {
        may(user, "get", name.isEmpty() ? MACHINES : MACHINES + "/" + name, namespace);
    }

    /**
     * Requires a permission. MTV answers 400 if it is missing, and not 403.
     *
     * @param resource group, plural and, if it matters, name
     */
    private void may(String user, String verb, String resource, String namespace) throws AdmissionDeniedException {
        String[] parts = resource.split("/", 3);
        boolean allowed = client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(parts[0])
                        .withResource(parts[1])
                        .withName(parts.length > 2 ? parts[2] : null)
                        .withNamespace(namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
        if (!allowed) {
            throw new AdmissionDeniedException(
                    "Action is forbidden: User is not allowed to " + verb + " " + parts[1] + " in " + namespace);
        }
    }
}
