package mtv.sandbox.mtv.hook;

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

/** An image and a playbook in base64, or what is wrong with them. Job templates of AAP are not known here. */
public final class HookReconciler implements Reconciler {

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
        HookSpec spec = hook.getSpec();
        if (spec.image() == null || spec.image().isEmpty()) {
            conditions.block("InvalidHookExecute", null, "The hook has neither image nor job template.");
        } else if (!spec.image().matches("[\\w.:/@-]+")) {
            conditions.block("InvalidImage", null, "The image name is not valid.");
        }
        if (spec.playbook() != null && !isBase64(spec.playbook())) {
            conditions.block("InvalidPlaybook", null, "The playbook is not base64 encoded.");
        }
        if (!conditions.blocked()) {
            conditions.require("Ready", null, "The hook is ready.");
        }
        HookStatus status =
                new HookStatus(conditions.staged(), hook.getMetadata().getGeneration());
        ObjectCache.report(environment.caches().hooks(), hook, status);
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0 || text.isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
