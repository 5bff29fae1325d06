package mtv.steps;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.provider.Destination;
import mtv.settings.value.PlanChoice;
import mtv.steps.migrate.MigrationException;
import mtv.steps.migrate.RunContext;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The Plans of other people that a run looks at: those of them that go to the kind of destination of its suite. */
public final class AttachedPlans {

    /** Under this name a suite carries them. */
    public static final String ATTRIBUTE = "mtv.attached";

    private final List<AttachedPlan> all;

    private AttachedPlans(List<AttachedPlan> all) {
        this.all = all;
    }

    /** @throws MigrationException when there is none at all */
    static AttachedPlans find(RunContext run, Destination.Kind kind) {
        PlanChoice choice = run.settings().attach().orElseThrow();
        List<Plan> found = found(run.hub().client(), choice);
        if (found.isEmpty()) {
            throw new MigrationException("Wanted to look at " + choice + ", but there is none on "
                    + run.hub().apiUrl() + "; check attach_plan, and that the user may read it");
        }
        return new AttachedPlans(found.stream()
                .sorted(Comparator.comparing(AttachedPlan::nameOf))
                .filter(plan -> kind(run, plan) == kind)
                .map(plan -> new AttachedPlan(run, plan, kind))
                .toList());
    }

    private static List<Plan> found(KubernetesClient client, PlanChoice choice) {
        if (choice.isOne()) {
            return Optional.ofNullable(client.resources(Plan.class)
                            .inNamespace(choice.namespace())
                            .withName(choice.name())
                            .get())
                    .stream()
                    .toList();
        }
        return client.resources(Plan.class)
                .inAnyNamespace()
                .withLabelSelector(choice.labels())
                .list()
                .getItems();
    }

    /** A Provider without a URL is MTV's own cluster. */
    private static Destination.Kind kind(RunContext run, Plan plan) {
        Provider provider = provider(run, plan, plan.getSpec().provider().destination());
        String url = provider.getSpec().url();
        return url == null || url.isEmpty() ? Destination.Kind.LOCAL : Destination.Kind.REMOTE;
    }

    /** @throws MigrationException when it is not there */
    static Provider provider(RunContext run, Plan plan, ObjectRef ref) {
        return AttachedPlan.named(run, plan, Provider.class, ref);
    }

    public List<AttachedPlan> all() {
        return all;
    }

    /** The one that was begun last. */
    Optional<AttachedPlan> latest() {
        return all.stream().filter(AttachedPlan::isBegun).reduce((one, next) -> next);
    }
}
