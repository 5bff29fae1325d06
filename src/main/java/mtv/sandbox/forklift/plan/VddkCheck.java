package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import mtv.model.PlanSpec;
import mtv.sandbox.forklift.build.HexDigest;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.phase.ReconcileContext;
import mtv.sandbox.forklift.runtime.Conditions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Validates the VDDK image: a Job in the target namespace tries it, once for each Plan and image. */
final class VddkCheck {

    static final String IN_PROGRESS = "ValidatingVDDK";

    private static final String UNAVAILABLE = "VDDKInitImageUnavailable";

    private VddkCheck() {}

    static void apply(ReconcileContext context, boolean offloads, Conditions conditions) {
        // a run starts only after the image was validated
        if (context.kind() != SourceKind.VSPHERE || context.plan().has("Executing")) {
            return;
        }
        PlanSpec plan = context.plan().getSpec();
        String image = context.vddkImage();
        if (!image.isEmpty()) {
            tryImage(context, conditions);
        } else if (plan.isWarm()) {
            conditions.block(UNAVAILABLE, "NotSet", "VDDK image is required for warm migration.");
        } else if (Boolean.TRUE.equals(plan.skipGuestConversion()) && !offloads) {
            conditions.block(UNAVAILABLE, "NotSet", "VDDK image is required for raw copy mode.");
        }
    }

    private static void tryImage(ReconcileContext context, Conditions conditions) {
        Map<String, String> labels =
                Labels.with(context.labels().anyRun(), "vddk", HexDigest.of("MD5", context.vddkImage()));
        List<Job> jobs = context.target().jobs(labels);
        if (jobs.isEmpty()) {
            context.target().ensureNamespace();
            Map<String, Object> facts = new HashMap<>();
            facts.put("plan", context.plan().getMetadata().getName());
            facts.put("provider", context.source().getMetadata().getName());
            facts.put("labels", labels);
            facts.put("image", context.vddkImage());
            facts.put("serviceAccount", context.serviceAccount());
            context.target().create("vddk-job", facts);
        }
        if (jobs.isEmpty() || has(jobs.get(0), "Failed") == has(jobs.get(0), "Complete")) {
            conditions.note(IN_PROGRESS, "Started", "Validating VDDK init image");
        } else if (has(jobs.get(0), "Failed")) {
            conditions.block("VDDKInvalid", "NotSet", "VDDK init image is invalid");
        }
    }

    private static boolean has(Job job, String condition) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(each -> condition.equals(each.getType()) && "True".equals(each.getStatus()));
    }
}
