package mtv.doctor;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import mtv.cluster.Cluster;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.model.RunLabel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What runs have left on the clusters, or need while they go on: namespaces, and the precopy interval. */
final class LeftoverExamination implements Examination {

    private static final int SHOWN = 5;

    @Override
    public List<HealthFinding> examine(ExaminedRun run) throws IOException {
        List<HealthFinding> findings = new ArrayList<>();
        for (Cluster cluster : run.clusters().all()) {
            List<Namespace> left =
                    cluster.client().namespaces().withLabel(RunLabel.KEY).list().getItems();
            left.stream().limit(SHOWN).forEach(namespace -> findings.add(leftover(namespace.getMetadata(), cluster)));
            if (left.size() > SHOWN) {
                findings.add(HealthFinding.warning(
                        Area.LEFTOVERS,
                        (left.size() - SHOWN) + " more namespaces of runs are on the " + cluster.name(),
                        "list them with oc get namespaces -l " + RunLabel.KEY));
            }
        }
        if (run.isWarm()) {
            holder(run).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            findings.add(HealthFinding.good(Area.LEFTOVERS, "no other run has left anything"));
        }
        return findings;
    }

    private static HealthFinding leftover(ObjectMeta namespace, Cluster cluster) {
        String id = namespace.getLabels().get(RunLabel.KEY);
        return HealthFinding.warning(
                Area.LEFTOVERS,
                "run " + id + " has namespace " + namespace.getName() + " on the " + cluster.name() + " since "
                        + namespace.getCreationTimestamp(),
                "if it goes on no more, remove what it left: mvn -q compile exec:java"
                        + " -Dexec.mainClass=mtv.steps.CleanUp -Dexec.args=\"--run " + id + "\"");
    }

    private static Optional<HealthFinding> holder(ExaminedRun run) throws IOException {
        Set<String> holders = run.controller()
                .map(controller -> RunLabel.intervals(controller).keySet())
                .orElse(Set.of());
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of(HealthFinding.warning(
                        Area.LEFTOVERS,
                        "the precopy interval is held by " + holders
                                + ", so this run has to wait if it wants another one",
                        "clean up after those that go on no more"));
    }
}
