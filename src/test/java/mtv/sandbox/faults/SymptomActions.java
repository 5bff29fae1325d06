package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.json.JsonSelector;
import mtv.sandbox.sources.SimVm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What a user does with the Plan of a line, according to the words of the line. */
final class SymptomActions {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final FaultSandbox sandbox;
    private final KubernetesClient client;

    SymptomActions(FaultSandbox sandbox) {
        this.sandbox = sandbox;
        this.client = sandbox.client();
    }

    /** Starts the migration. The cutover is in the past, or far in the future for the word later. */
    void migrate(Symptom line) {
        if (line.is("deleted")) {
            sandbox.source(line.name()).ifPresent(vm -> {
                sandbox.vsphere().change(vm.id(), off -> off.withPower(SimVm.PowerState.poweredOff));
                sandbox.vsphere().delete(vm.id());
            });
        }
        if (line.is("writes")) {
            sandbox.source(line.name())
                    .ifPresent(vm -> IntStream.rangeClosed(1, 3)
                            .forEach(n -> sandbox.vsphere()
                                    .files(vm.id())
                                    .answer("mkdir -p /c && echo 'canary %1$d a%1$d' > /c/%1$d && sync && cat /c/%1$d"
                                            .formatted(n))));
        }
        migrate(line, line.name());
    }

    void migrateAgain(Symptom line) {
        migrate(line, line.name() + "-again");
    }

    private void migrate(Symptom line, String migration) {
        sandbox.mtv(
                "Migration",
                migration,
                "plan: {name: %s, namespace: openshift-mtv}, cutover: '%s'"
                        .formatted(line.name(), line.is("later") ? "2099-01-01T00:00:00Z" : "2001-01-01T00:00:00Z"));
    }

    void cancel(Symptom line) {
        List<String> vms = Machines.names(line);
        patch("Migration", line, "{\"spec\":{\"cancel\":[{\"name\":\"" + vms.get(vms.size() - 1) + "\"}]}}");
    }

    void archive(Symptom line) {
        patch("Plan", line, "{\"spec\":{\"archived\":true}}");
    }

    void drop(Symptom line) {
        plan(line.name()).delete();
    }

    /**
     * As after a restore from a backup: the Plan is another one, with the status of the old one. Meanwhile its
     * Migration names a third one that never runs, so that it neither goes with the old Plan nor begins anew with the
     * new one.
     */
    void replace(Symptom line) {
        GenericKubernetesResource plan = plan(line.name()).require();
        Object status = plan.getAdditionalProperties().remove("status");
        patch("Migration", line, planRef(neverReady(plan)));
        plan(line.name()).withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
        plan(line.name()).waitUntilCondition(Objects::isNull, SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
        plan.setMetadata(new ObjectMetaBuilder()
                .withNamespace(FaultSandbox.MTV)
                .withName(line.name())
                .build());
        client.resource(plan).create();
        plan(line.name()).waitUntilCondition(SymptomActions::ready, SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
        plan(line.name())
                .subresource("status")
                .patch(
                        MERGE,
                        JSON.createObjectNode()
                                .set("status", JSON.valueToTree(status))
                                .toString());
        patch("Migration", line, planRef(line.name()));
    }

    /** Creates a Plan for an unknown VM, and returns its name. */
    private String neverReady(GenericKubernetesResource plan) {
        Map<String, Object> spec = new HashMap<>(plan.get("spec"));
        spec.put("vms", List.of(Map.of("name", "nobody")));
        String name = plan.getMetadata().getName() + "-never-ready";
        sandbox.mtv("Plan", name, spec);
        return name;
    }

    private static String planRef(String name) {
        return "{\"spec\":{\"plan\":{\"name\":\"" + name + "\"}}}";
    }

    private Resource<GenericKubernetesResource> plan(String name) {
        return client.genericKubernetesResources(FaultSandbox.FORKLIFT, "Plan")
                .inNamespace(FaultSandbox.MTV)
                .withName(name);
    }

    private static boolean ready(GenericKubernetesResource object) {
        return object != null
                && !JsonSelector.of("/status/conditions/[type=Ready]")
                        .find(JSON.valueToTree(object))
                        .isEmpty();
    }

    void remove(Symptom line) {
        client.namespaces().withName("t-" + line.name()).delete();
    }

    /** Tries to change the ForkliftController. */
    void change(Symptom line) {
        try {
            patch("ForkliftController", line, "{\"spec\":{\"controller_precopy_interval\":3}}");
        } catch (KubernetesClientException e) {
            sandbox.refused(line.name(), e);
        }
    }

    private void patch(String kind, Symptom line, String change) {
        client.genericKubernetesResources(FaultSandbox.FORKLIFT, kind)
                .inNamespace(FaultSandbox.MTV)
                .withName(line.name())
                .patch(MERGE, change);
    }
}
