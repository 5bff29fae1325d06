package mtv.doctor;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.model.ResourceKind;
import mtv.model.serialization.ModelSerialization;
import mtv.sandbox.OpenShift;
import mtv.settings.SourceProviderEntry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What is broken in a sandbox while one case is looked at, and is made good again by {@link #close}. Each way to break
 * something returns the settings by which the doctor comes across it; none where the usual ones do.
 */
final class Breakage implements AutoCloseable {

    private static final String MTV = "openshift-mtv";

    private final DoctorBed bed;
    private final Deque<Runnable> mending = new ArrayDeque<>();

    Breakage(DoctorBed bed) {
        this.bed = bed;
    }

    DoctorBed bed() {
        return bed;
    }

    /** Something in it keeps it. */
    Map<String, String> endingNamespace() {
        KubernetesClient client = bed.hub().client();
        created("{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"ending\"}}");
        HasMetadata kept = client.resource(ModelSerialization.shared().<HasMetadata>unmarshal("""
                        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "kept", "namespace": "ending",
                         "finalizers": ["example.test/kept"]}}"""))
                .create();
        mending.push(() -> client.resource(kept)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}"));
        client.namespaces().withName("ending").delete();
        return Map.of();
    }

    /** MTV writes no status of one without a Secret. */
    Map<String, String> providerThatIsNotReady() {
        SourceProviderEntry source = bed.settings(Map.of()).source().entry().orElseThrow();
        created("""
                {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "Provider", "metadata": {"name": "theirs",
                 "namespace": "shop"}, "spec": {"type": "vsphere", "url": "%s",
                 "secret": {"name": "gone", "namespace": "shop"}},
                 "status": {"phase": "ConnectionFailed", "conditions": [{"type": "ConnectionTestFailed",
                 "status": "True", "category": "Critical", "message": "no way",
                 "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}""".formatted(source.url()));
        return Map.of();
    }

    /** A Plan that somebody made for a VM of the sandbox's own cluster, and that has not run. */
    Map<String, String> planOfAnother(String vm) {
        for (String kind : List.of("NetworkMap", "StorageMap")) {
            created("""
                    {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "%s", "metadata": {"name": "theirs",
                     "namespace": "openshift-mtv"}, "spec": {"map": [], "provider": {
                     "source": {"name": "host", "namespace": "openshift-mtv"},
                     "destination": {"name": "host", "namespace": "openshift-mtv"}}}}""".formatted(kind));
        }
        created("""
                {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "Plan", "metadata": {"name": "theirs",
                 "namespace": "openshift-mtv"}, "spec": {"targetNamespace": "elsewhere", "vms": [{"name": "%s"}],
                 "provider": {"source": {"name": "host", "namespace": "openshift-mtv"},
                              "destination": {"name": "host", "namespace": "openshift-mtv"}},
                 "map": {"network": {"name": "theirs", "namespace": "openshift-mtv"},
                         "storage": {"name": "theirs", "namespace": "openshift-mtv"}}}}""".formatted(vm));
        return Map.of("source_provider", "openshift-sandbox");
    }

    /** Nothing is broken, but the user may do next to nothing. */
    Map<String, String> asDeveloper(String source) {
        String password = bed.sandbox().clusters().get(0).password(OpenShift.DEVELOPER);
        return Map.of("cluster_username", OpenShift.DEVELOPER, "cluster_password", password, "source_provider", source);
    }

    Map<String, String> created(String json) {
        HasMetadata object = ModelSerialization.shared().unmarshal(json);
        KubernetesClient client = bed.hub().client();
        client.resource(object).create();
        if (json.contains("\"status\"")) {
            client.resource(ModelSerialization.shared().<HasMetadata>unmarshal(json))
                    .patchStatus();
        }
        mending.push(() -> client.resource(object).delete());
        return Map.of();
    }

    Map<String, String> removed(ResourceKind kind, String namespace, String name) {
        KubernetesClient client = bed.hub().client();
        GenericKubernetesResource object = kind.find(client, namespace, name).orElseThrow();
        client.resource(object).delete();
        object.getMetadata().setResourceVersion(null);
        object.getMetadata().setUid(null);
        object.getMetadata().setFinalizers(List.of());
        mending.push(() -> {
            client.resource(object).create();
            if (object.getAdditionalProperties().containsKey("status")) {
                client.resource(object).patchStatus();
            }
        });
        return Map.of();
    }

    Map<String, String> patched(ResourceKind kind, String namespace, String name, String change, String back) {
        var all = kind.on(bed.hub().client());
        var object = kind.isNamespaced() ? all.inNamespace(namespace).withName(name) : all.withName(name);
        object.patch(PatchContext.of(PatchType.JSON_MERGE), change);
        mending.push(() -> object.patch(PatchContext.of(PatchType.JSON_MERGE), back));
        return Map.of();
    }

    /** @param change takes annotations away, or parts of the spec */
    Map<String, String> cut(ResourceKind kind, String namespace, String name, String change) {
        GenericKubernetesResource whole =
                kind.find(bed.hub().client(), namespace, name).orElseThrow();
        String back = ModelSerialization.shared()
                .asJson(Map.of(
                        "metadata",
                        Map.of("annotations", whole.getMetadata().getAnnotations()),
                        "spec",
                        whole.get("spec")));
        return patched(kind, namespace, name, change, back);
    }

    Map<String, String> patchedStatus(ResourceKind kind, String name, String change, String back) {
        var object = kind.on(bed.hub().client()).inNamespace(MTV).withName(name).subresource("status");
        object.patch(PatchContext.of(PatchType.JSON_MERGE), change);
        mending.push(() -> object.patch(PatchContext.of(PatchType.JSON_MERGE), back));
        return Map.of();
    }

    Map<String, String> patchedSchema(String field) {
        var plans = bed.hub()
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("plans.forklift.konveyor.io");
        String path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/" + field;
        String before = ModelSerialization.shared()
                .asJson(plans.get()
                        .getSpec()
                        .getVersions()
                        .get(0)
                        .getSchema()
                        .getOpenAPIV3Schema()
                        .getProperties()
                        .get("spec")
                        .getProperties()
                        .get(field));
        plans.patch(PatchContext.of(PatchType.JSON), "[{\"op\": \"remove\", \"path\": \"" + path + "\"}]");
        mending.push(() -> plans.patch(
                PatchContext.of(PatchType.JSON),
                "[{\"op\": \"add\", \"path\": \"" + path + "\", \"value\": " + before + "}]"));
        return Map.of();
    }

    @Override
    public void close() {
        while (!mending.isEmpty()) {
            mending.pop().run();
        }
    }
}
