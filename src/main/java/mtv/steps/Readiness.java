package mtv.steps;

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
import mtv.observe.MigrationException;

import java.util.ArrayList;
import java.util.List;

/**
 * One look at all that a Migration starts from. What was ReadyObjects when its own link passed need not be any more:
 * MTV goes on looking at Providers, maps and idle Plans, and others work on the same cluster.
 */
final class Readiness {

    private final RunContext run;
    private final ReadyObjects ready;
    private final Diagnosis diagnosis;

    /**
     * @param ready waits for what MTV takes back by itself
     * @param diagnosis sees what MTV does not tell of a Provider
     */
    Readiness(RunContext run, ReadyObjects ready, Diagnosis diagnosis) {
        this.run = run;
        this.ready = ready;
        this.diagnosis = diagnosis;
    }

    /** @throws MigrationException with MTV's own reasons for everything that is not ReadyObjects any more */
    void require(Plan plan) {
        List<String> lost = new ArrayList<>();
        ProviderPair ends = plan.getSpec().provider();
        MapPair maps = plan.getSpec().map();
        for (ObjectRef end : List.of(ends.source(), ends.destination())) {
            Provider provider = look(Provider.class, end, lost);
            if (provider != null) {
                lost.addAll(diagnosis.amiss(provider));
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
     * @param lost takes what is not so any more
     * @return null when the object is gone
     */
    private <T extends MtvResource<?, ?>> T look(Class<T> kind, ObjectRef ref, List<String> lost) {
        T found = run.cluster()
                .client()
                .resources(kind)
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .get();
        String name = kind.getSimpleName() + " " + ref.name();
        if (found == null) {
            lost.add(name + " is not there any more");
        } else if (ReadyObjects.isBlocked(found)) {
            found.conditions().stream()
                    .filter(Condition::blocks)
                    .forEach(blocker -> lost.add(name + ": " + blocker.describe()));
        }
        return found;
    }
}
