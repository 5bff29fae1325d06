package mtv.steps.migrate;

import mtv.diagnosis.Diagnosis;
import mtv.model.Condition;
import mtv.model.MapPair;
import mtv.model.MtvResource;
import mtv.model.NetworkMap;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.StorageMap;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks once at all that a Migration starts from. What was Ready when its own link passed may have lost that since: MTV
 * goes on checking Providers, maps and idle Plans, and other people work on the same cluster.
 */
public final class PreflightCheck {

    private final RunContext run;
    private final MtvObjectCreator ready;
    private final Diagnosis diagnosis;

    /**
     * @param ready waits for blockers that MTV takes back by itself
     * @param diagnosis finds what MTV does not report of a Provider
     */
    public PreflightCheck(RunContext run, MtvObjectCreator ready, Diagnosis diagnosis) {
        this.run = run;
        this.ready = ready;
        this.diagnosis = diagnosis;
    }

    /** @throws MigrationException with MTV's own reasons for everything that is not Ready any more */
    public void require(Plan plan) {
        List<String> lost = new ArrayList<>();
        ProviderPair ends = plan.getSpec().provider();
        MapPair maps = plan.getSpec().map();
        for (ObjectRef end : List.of(ends.source(), ends.destination())) {
            Provider provider = look(Provider.class, end, lost);
            if (provider != null) {
                lost.addAll(diagnosis.problems(provider));
            }
        }
        look(NetworkMap.class, maps.network(), lost);
        look(StorageMap.class, maps.storage(), lost);
        Plan now = look(
                Plan.class,
                new ObjectRef(plan.getMetadata().getName(), plan.getMetadata().getNamespace()),
                lost);
        if (!lost.isEmpty()) {
            throw new MigrationException("Wanted to start a Migration of Plan "
                    + plan.getMetadata().getName()
                    + ", but what was Ready is not any more, so none is created:"
                    + System.lineSeparator() + String.join(System.lineSeparator(), lost));
        }
        ready.await(now, Plan.class, run.settings().waits().planReady());
    }

    /**
     * @param lost takes a clause for an object that is gone, or one for each of its blockers
     * @return null when the object is gone
     */
    private <T extends MtvResource<?, ?>> T look(Class<T> kind, ObjectRef ref, List<String> lost) {
        T found = run.hub()
                .client()
                .resources(kind)
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .get();
        String name = kind.getSimpleName() + " " + ref.name();
        if (found == null) {
            lost.add(name + " is not there any more");
        } else if (MtvObjectCreator.isBlocked(found)) {
            found.conditions().stream()
                    .filter(Condition::blocks)
                    .forEach(blocker -> lost.add(name + ": " + blocker.describe()));
        }
        return found;
    }
}
