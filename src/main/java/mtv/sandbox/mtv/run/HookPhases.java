package mtv.sandbox.mtv.run;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Hook;
import mtv.model.HookSpec;
import mtv.model.Plan;
import mtv.sandbox.mtv.build.Labels;
import mtv.sandbox.mtv.build.Manifests;
import mtv.sandbox.mtv.build.Pods;
import mtv.sandbox.mtv.runtime.Kinds;
import mtv.sandbox.work.Key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Hooks: a Job beside the Plan, with the VM and the Plan as files, whose end is the step's. */
final class HookPhases {

    private static final int FAILURES_TOLERATED = 3;

    private final Pass pass;
    private final KubernetesClient client;
    private final String namespace;

    HookPhases(Pass pass) {
        this.pass = pass;
        this.client = pass.environment().client();
        this.namespace = pass.plan().getMetadata().getNamespace();
    }

    Map<Phase, Consumer<VmRun>> actions() {
        return Map.of(Phase.PreHook, this::run, Phase.PostHook, this::run);
    }

    /** With their files. */
    static void delete(Pass pass, Selection what) {
        Selection hooks = new Selection(Labels.with(what.labels(), "resource", "hook-config"), what.vmIds());
        KubernetesClient client = pass.environment().client();
        String namespace = pass.plan().getMetadata().getNamespace();
        hooks.delete(client.batch().v1().jobs().inNamespace(namespace));
        hooks.delete(client.configMaps().inNamespace(namespace));
    }

    private void run(VmRun vm) {
        Optional<Hook> hook = pass.environment()
                .caches()
                .hooks()
                .get(Key.of(vm.question().hook(vm.phase().name()).hook()));
        if (hook.isEmpty()) {
            vm.fail("Hook not found.");
            return;
        }
        vm.work();
        Map<String, String> labels = labels(vm, hook.get());
        List<Job> jobs = client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabels(labels)
                .list()
                .getItems();
        if (jobs.isEmpty()) {
            start(vm, hook.get().getSpec(), labels);
        } else {
            follow(vm, jobs.get(0));
        }
    }

    private static void follow(VmRun vm, Job job) {
        if (job.getStatus() == null) {
            return;
        }
        Optional<JobCondition> failed = job.getStatus().getConditions().stream()
                .filter(condition -> "Failed".equals(condition.getType()))
                .findFirst();
        Integer failures = job.getStatus().getFailed();
        if (failed.isPresent()) {
            vm.stop(String.valueOf(failed.get().getMessage()));
        } else if (failures != null && failures > FAILURES_TOLERATED) {
            vm.stop("Retry limit exceeded.");
        } else if (job.getStatus().getSucceeded() != null && job.getStatus().getSucceeded() > 0) {
            vm.editStep(Steps::full);
            vm.advance();
        }
    }

    private Map<String, String> labels(VmRun vm, Hook hook) {
        Map<String, String> labels = new TreeMap<>(pass.labels().vm(vm.id()));
        labels.putAll(
                Map.of("step", vm.phase().name(), "hook", hook.getMetadata().getUid(), "resource", "hook-config"));
        return labels;
    }

    private void start(VmRun vm, HookSpec hook, Map<String, String> labels) {
        String prefix = Pods.prefix(pass.plan().getMetadata().getName(), vm.id())
                + vm.phase().name().toLowerCase(Locale.ROOT) + "-";
        String playbook = hook.playbook() == null
                ? ""
                : new String(Base64.getDecoder().decode(hook.playbook()), StandardCharsets.UTF_8);
        var serialization = client.getKubernetesSerialization();
        Map<String, Object> facts = new HashMap<>(Map.of("prefix", prefix, "labels", labels, "hook", hook));
        facts.put("workload", serialization.asYaml(Map.of("vm", vm.source())));
        facts.put("playbook", playbook);
        facts.put("planFile", serialization.asYaml(pass.spec()));
        facts.put("owner", owner(pass.plan()));
        facts.put("serviceAccount", hook.serviceAccount() == null ? pass.serviceAccount() : hook.serviceAccount());
        facts.put("files", create("hook-files", facts));
        create("hook-job", facts);
    }

    /** Beside the Plan, wherever the VM goes. */
    private String create(String manifest, Map<String, ?> facts) {
        GenericKubernetesResource object = Manifests.object(manifest, facts);
        return client.genericKubernetesResources(Kinds.of(object))
                .inNamespace(namespace)
                .resource(object)
                .create()
                .getMetadata()
                .getName();
    }

    private static OwnerReference owner(Plan plan) {
        return new OwnerReferenceBuilder()
                .withApiVersion(plan.getApiVersion())
                .withKind(plan.getKind())
                .withName(plan.getMetadata().getName())
                .withUid(plan.getMetadata().getUid())
                .build();
    }
}
