package mtv.sandbox.forklift.phase;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import mtv.model.Hook;
import mtv.model.HookSpec;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.Manifests;
import mtv.sandbox.forklift.itinerary.StepUpdates;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The phases of hooks. A hook is a Job in the Plan's namespace with the VM and the Plan as files, and its end is the
 * end of the step.
 */
final class HookPhases {

    private static final int FAILURES_TOLERATED = 3;

    private HookPhases() {}

    static void run(VmRun vm) {
        Optional<Hook> hook = vm.context()
                .environment()
                .caches()
                .hooks()
                .get(ObjectKey.of(vm.options().hook(vm.phase().name()).hook()));
        if (hook.isEmpty()) {
            vm.fail("Hook not found.");
            return;
        }
        vm.work();
        Map<String, String> labels = labels(vm, hook.get());
        List<Job> jobs = vm.context().home().jobs(labels);
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
            vm.editStep(StepUpdates::full);
            vm.advance();
        }
    }

    private static Map<String, String> labels(VmRun vm, Hook hook) {
        Map<String, String> labels = new TreeMap<>(vm.context().labels().uids(vm.id()));
        labels.putAll(
                Map.of("step", vm.phase().name(), "hook", hook.getMetadata().getUid(), Labels.RESOURCE, "hook-config"));
        return labels;
    }

    private static void start(VmRun vm, HookSpec hook, Map<String, String> labels) {
        String prefix = vm.prefix() + vm.phase().name().toLowerCase(Locale.ROOT) + "-";
        String playbook = hook.playbook() == null
                ? ""
                : new String(Base64.getDecoder().decode(hook.playbook()), StandardCharsets.UTF_8);
        var serialization = vm.context().environment().client().getKubernetesSerialization();
        Map<String, Object> facts = new HashMap<>(Map.of("prefix", prefix, "labels", labels, "hook", hook));
        facts.put("workload", serialization.asYaml(Map.of("vm", vm.source())));
        facts.put("playbook", playbook);
        facts.put("planFile", serialization.asYaml(vm.context().spec()));
        facts.put("owner", vm.context().plan().getMetadata());
        facts.put(
                "serviceAccount",
                hook.serviceAccount() == null ? vm.context().serviceAccount() : hook.serviceAccount());
        String files = vm.context().home().create("hook-files", facts);
        facts.put("files", files);
        GenericKubernetesResource job = vm.context().home().create(Manifests.object("hook-job", facts));
        vm.context().home().giveConfigMap(files, job);
    }
}
