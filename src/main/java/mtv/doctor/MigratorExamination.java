package mtv.doctor;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.model.ResourceKind;
import mtv.scenario.Scenario;
import mtv.settings.value.DestinationRights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What MTV brings along for clusters that it enters with few rights: a role, and SecurityContextConstraints. */
final class MigratorExamination implements Examination {

    @Override
    public List<HealthFinding> examine(ExaminedRun run) {
        KubernetesClient client = run.destination().client();
        List<HealthFinding> findings = new ArrayList<>();
        if (run.entersWith(DestinationRights.MIGRATOR)) {
            findings.add(there(
                    ResourceKind.CLUSTER_ROLE,
                    run.settings().cluster().migratorRole(),
                    client,
                    "install an MTV that has it, apply it from MTV's operator, or name another one by migrator_role"));
        }
        run.planned().scenarios().stream()
                .map(Scenario::scc)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(name -> findings.add(there(
                        ResourceKind.SECURITY_CONTEXT_CONSTRAINTS,
                        name,
                        client,
                        "create it, or correct the scenario's scc")));
        return findings;
    }

    private static HealthFinding there(ResourceKind kind, String name, KubernetesClient client, String remedy) {
        String what = kind.kind() + " " + name;
        return kind.find(client, "", name).isPresent()
                ? HealthFinding.good(Area.RIGHTS, what + " is there")
                : HealthFinding.error(Area.RIGHTS, what + " is not on the destination", remedy);
    }
}
