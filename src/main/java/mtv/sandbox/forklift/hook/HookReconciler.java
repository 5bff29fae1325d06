package mtv.sandbox.forklift.hook;

import mtv.model.AapConfig;
import mtv.model.Hook;
import mtv.model.HookSpec;
import mtv.model.HookStatus;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ControllerSettings;
import mtv.sandbox.forklift.runtime.ImageReference;
import mtv.sandbox.forklift.runtime.ObjectCache;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reconciles Hooks: an image with a playbook in base64, or a job template of AAP. */
public final class HookReconciler implements Reconciler {

    private static final String EXECUTE = "InvalidHookExecute";
    private static final String UNSET = "NotSet";

    private final ControllerEnvironment environment;

    public HookReconciler(ControllerEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Duration> reconcile(ObjectKey key) {
        environment.caches().hooks().get(key).ifPresent(this::reconcile);
        return Optional.empty();
    }

    /** Whether a Hook has an image or a job template, whatever else is wrong with it. */
    public static boolean isExecutable(HookSpec spec, ControllerSettings settings) {
        Conditions conditions = new Conditions(List.of(), Instant.EPOCH);
        judge(spec, settings, conditions);
        return !conditions.hasAny(EXECUTE);
    }

    private static void judge(HookSpec spec, ControllerSettings settings, Conditions conditions) {
        if (spec.aap() == null) {
            local(spec, conditions);
        } else {
            remote(spec, settings, conditions);
        }
    }

    private void reconcile(Hook hook) {
        Conditions conditions = new Conditions(hook.conditions(), environment.now());
        judge(hook.getSpec(), environment.settings().get(), conditions);
        if (!conditions.blocked()) {
            conditions.require("Ready", null, "The hook is ready.");
        }
        HookStatus status =
                new HookStatus(conditions.staged(), hook.getMetadata().getGeneration());
        ObjectCache.report(environment.caches().hooks(), hook, status);
    }

    private static void local(HookSpec spec, Conditions conditions) {
        if (isBlank(spec.image())) {
            conditions.block(EXECUTE, UNSET, "Local hooks require `image`; `playbook` is optional.");
            return;
        }
        if (!ImageReference.isReference(spec.image())) {
            conditions.block("InvalidImage", UNSET, "The image name specified in `Image` is invalid.");
        }
        if (spec.playbook() != null && !isBase64(spec.playbook())) {
            conditions.block("InvalidPlaybook", "DataError", "`Playbook` should contain a base64 encoded playbook.");
        }
    }

    /** Validates a Hook that runs in AAP. MTV does not look up the Secret before a run. */
    private static void remote(HookSpec spec, ControllerSettings settings, Conditions conditions) {
        AapConfig aap = spec.aap();
        if (!isBlank(spec.image()) || !isBlank(spec.playbook())) {
            conditions.block(EXECUTE, UNSET, "AAP hooks cannot be combined with a local image or playbook.");
        } else if (aap.jobTemplateId() == null || aap.jobTemplateId() <= 0) {
            conditions.block(EXECUTE, UNSET, "AAP hooks require jobTemplateId > 0.");
        } else if (!hasOwnConnection(aap) && !settings.aap()) {
            conditions.block(EXECUTE, UNSET, "AAP hooks require a url and a token secret, theirs or the cluster's.");
        }
    }

    private static boolean hasOwnConnection(AapConfig aap) {
        return !isBlank(aap.url())
                && aap.tokenSecret() != null
                && !isBlank(aap.tokenSecret().name());
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** Whether a text is base64 as Go reads it: line ends are ignored, and padding is required. */
    private static boolean isBase64(String text) {
        String lines = text.replaceAll("[\r\n]", "");
        try {
            return Base64.getDecoder().decode(lines).length >= 0 && lines.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
