package mtv.sandbox.forklift.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.apiserver.object.Webhook;
import mtv.sandbox.apiserver.object.Webhook.Operation;
import mtv.sandbox.apiserver.object.Webhook.Review;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;

import java.util.List;

/**
 * MTV's webhooks: they refuse Plans without Providers and Migrations without Plans, and set defaults. A refusal has a
 * code and a message but no reason.
 */
public final class Webhooks {

    private static final String PROVIDERS = "providers.forklift.konveyor.io";
    private static final String PLANS = "plans.forklift.konveyor.io";
    /** MTV uses this name for the webhook that completes Providers as well. */
    private static final String PLAN_WEBHOOK = "plans.forklift.konveyor";

    private Webhooks() {}

    /** @param environment with the identity that reads the cluster */
    public static void install(ApiServer api, ControllerEnvironment environment) {
        ClusterQueries lookup = new ClusterQueries(environment.client());
        PlanRules plans = new PlanRules(environment, lookup);
        MigrationRules migrations = new MigrationRules(lookup);
        SecretRules secrets = new SecretRules(environment, lookup);
        api.mutate(PROVIDERS, completing(PLAN_WEBHOOK, ProviderRules::complete));
        api.mutate(PLANS, completing(PLAN_WEBHOOK, plans::complete));
        api.admit(PROVIDERS, asking("providers.forklift.konveyor", ProviderRules::review));
        api.admit(PLANS, asking(PLAN_WEBHOOK, plans::review));
        api.admit("migrations.forklift.konveyor.io", asking("migrations.forklift.konveyor", migrations::review));
        api.admit("secrets", asking("ca-mutatur.forklift.konveyor", secrets::complete));
        api.admit("secrets", asking("secrets.forklift.konveyor", secrets::review));
    }

    @FunctionalInterface
    private interface Check {

        void review(Review review) throws AdmissionDeniedException;
    }

    /** A webhook that reads the object into MTV's own types before the schema is checked. */
    private static Webhook completing(String name, Check check) {
        return asking(name, review -> {
            List<String> mistyped = review.mistyped().get();
            if (!mistyped.isEmpty()) {
                throw new AdmissionDeniedException("json: cannot unmarshal " + String.join(", ", mistyped));
            }
            check.review(review);
        });
    }

    /** A webhook that ignores objects that are being deleted, which only lose finalizers. */
    private static Webhook asking(String name, Check check) {
        return review -> {
            JsonNode deletion = review.object().at("/metadata/deletionTimestamp");
            if (review.operation() == Operation.DELETE || deletion.isTextual()) {
                return;
            }
            try {
                check.review(review);
            } catch (AdmissionDeniedException e) {
                throw denied(name, e);
            } catch (KubernetesClientException e) {
                throw denied(name, new AdmissionDeniedException(e.getMessage()));
            }
        };
    }

    private static ApiError denied(String name, AdmissionDeniedException e) {
        return new ApiError(e.code(), null, "admission webhook \"" + name + "\" denied the request: " + e.getMessage());
    }
}
