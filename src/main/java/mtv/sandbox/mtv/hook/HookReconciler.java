package mtv.sandbox.mtv.hook;

import mtv.model.AapConfig;
import mtv.model.Hook;
import mtv.model.HookSpec;
import mtv.model.HookStatus;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.ObjectCache;
import mtv.sandbox.work.Key;
import mtv.sandbox.work.Reconciler;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** An image and a playbook in base64, or a job template of AAP, or what is wrong with them. */
public final class HookReconciler implements Reconciler {

    private static final String EXECUTE = "InvalidHookExecute";
    private static final String UNSET = "NotSet";

    /** The reference of an image: host and port, path in lower case, tag, digest. */
    private static final Pattern IMAGE = Pattern.compile(String.join(
            "",
            "(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])",
            "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?/)?",
            "[a-z0-9]+(?:(?:[._]|__|-*)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-*)[a-z0-9]+)*)*",
            "(?::[0-9A-Za-z_][0-9A-Za-z_.-]{0,127})?",
            "(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,})?"));

    private final Environment environment;

    public HookReconciler(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Duration> reconcile(Key key) {
        environment.caches().hooks().get(key).ifPresent(this::reconcile);
        return Optional.empty();
    }

    private void reconcile(Hook hook) {
        Conditions conditions = new Conditions(hook.conditions(), environment.now());
        if (hook.getSpec().aap() == null) {
            local(hook.getSpec(), conditions);
        } else {
            remote(hook.getSpec(), conditions);
        }
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
        if (!IMAGE.matcher(spec.image()).matches()) {
            conditions.block("InvalidImage", UNSET, "The image name specified in `Image` is invalid.");
        }
        if (spec.playbook() != null && !isBase64(spec.playbook())) {
            conditions.block("InvalidPlaybook", "DataError", "`Playbook` should contain a base64 encoded playbook.");
        }
    }

    /** Whether the Secret is there is not looked at before a run. */
    private void remote(HookSpec spec, Conditions conditions) {
        AapConfig aap = spec.aap();
        if (!isBlank(spec.image()) || !isBlank(spec.playbook())) {
            conditions.block(EXECUTE, UNSET, "AAP hooks cannot be combined with a local image or playbook.");
        } else if (aap.jobTemplateId() == null || aap.jobTemplateId() <= 0) {
            conditions.block(EXECUTE, UNSET, "AAP hooks require jobTemplateId > 0.");
        } else if (!hasOwnConnection(aap) && !environment.settings().get().aap()) {
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

    /** As Go reads it: line ends count for nothing, and a length that needs filling must be filled. */
    private static boolean isBase64(String text) {
        String lines = text.replaceAll("[\r\n]", "");
        try {
            return Base64.getDecoder().decode(lines).length >= 0 && lines.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
