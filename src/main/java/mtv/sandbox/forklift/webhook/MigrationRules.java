package mtv.sandbox.forklift.webhook;

import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.Provider;
import mtv.sandbox.apiserver.object.Webhook.Review;
import mtv.sandbox.forklift.runtime.ProviderConnections;

import java.util.List;

/** The rules for Migrations: the Plan and both its Providers exist, and the user may create the VMs. */
final class MigrationRules {

    private final ClusterQueries lookup;

    MigrationRules(ClusterQueries lookup) {
        this.lookup = lookup;
    }

    void review(Review review) throws AdmissionDeniedException {
        PlanSpec plan = lookup.require(Plan.class, "plan", review.object().at("/spec/plan"))
                .getSpec();
        boolean paired = plan != null && plan.provider() != null;
        Provider destination = provider("destination", paired ? plan.provider().destination() : null);
        if (ProviderConnections.isHost(destination)) {
            lookup.mayMakeMachines(review.user(), text(plan.targetNamespace()));
        }
        Provider source = provider("source", paired ? plan.provider().source() : null);
        if (ProviderConnections.isHost(source)) {
            for (PlanVm vm : plan.vms() == null ? List.<PlanVm>of() : plan.vms()) {
                lookup.mayGetMachine(review.user(), text(vm.name()), text(vm.namespace()));
            }
        }
    }

    private Provider provider(String end, ObjectRef ref) throws AdmissionDeniedException {
        return lookup.require(Provider.class, end + " provider", ref);
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
