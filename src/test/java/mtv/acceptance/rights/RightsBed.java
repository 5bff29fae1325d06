package mtv.acceptance.rights;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.cluster.Cluster;
import mtv.doctor.HealthCheck;
import mtv.doctor.finding.HealthException;
import mtv.doctor.finding.HealthReport;
import mtv.report.SuiteFiles;
import mtv.sandbox.SandboxConfig;
import org.testng.ITestResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two clusters, on each of which a user has the roles of {@code config/rbac} that belong there and nothing else; and
 * the remote suite, with scenarios that need all of them. On one cluster alone two roles may allow the same; likewise
 * what {@code must_gather} needs, which has a bed of its own.
 */
final class RightsBed implements AutoCloseable {

    private static final String SUITE = "testng-remote.xml";
    private static final String NAMESPACE = "of-somebody";
    private static final String GATHER = "must-gather";
    private static final String SCENARIOS = """
            {"test_warm_remote_ocp": {"warm_migration": true, "virtual_machines": [
               {"name": "mtv-rhel8-warm-2disks2nics", "source_vm_power": "on", "guest_agent": true, "clone": true}]},
             "test_cold_remote_ocp": {"warm_migration": false, "vm_target_namespace": "%s",
               "virtual_machines": [{"name": "mtv-tests-rhel8", "guest_agent": true, "clone": true}],
               "hooks": [{"step": "PreHook", "image": "quay.io/kubev2v/hook-runner"}]},
             "test_clusterrole_warm_remote_ocp": {"warm_migration": true,
               "virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true}],
               "expect": {"result": "failed", "reason": "security context constraint"}},
             "test_clusterrole_scc_warm_remote_ocp": {"warm_migration": true, "scc": "forklift-controller-scc",
               "virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true}]}}""";

    private final OutsideSandbox sandbox;
    private final List<Cluster> admins = new ArrayList<>();
    private final List<GrantedRoles> granted = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private final boolean gathers;

    /** @param gathers whether the rules are those of {@code must_gather}, or all others */
    RightsBed(boolean gathers) throws IOException {
        this.gathers = gathers;
        sandbox = new OutsideSandbox(new SandboxConfig(2000, 1, Set.of()).withClusters(2));
        sandbox.clusters().forEach(each -> admins.add(OutsideSandbox.connect(each)));
        String unused = gathers ? "openshift-" : GATHER;
        granted.add(GrantedRoles.on(admins.get(0), Set.of("hub"), "openshift-", unused));
        granted.add(GrantedRoles.on(admins.get(1), Set.of("destination"), "openshift-", unused));
        admins.get(1)
                .client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        settings.putAll(sandbox.settings());
        settings.keySet()
                .removeAll(List.of(
                        "cluster_username", "cluster_password", "remote_cluster_username", "remote_cluster_password"));
        settings.put("cluster_token", granted.get(0).token());
        settings.put("remote_cluster_token", granted.get(1).token());
        settings.put("must_gather", gathers ? "on_failure" : "never");
        Path plans = Scratch.file("plans", ".json");
        settings.put(
                "plans_file",
                Files.writeString(plans, SCENARIOS.formatted(NAMESPACE)).toString());
    }

    /** Of both clusters, by what this bed is for. */
    List<GrantedRule> rules() throws IOException {
        List<GrantedRule> rules = new ArrayList<>();
        for (GrantedRoles roles : granted) {
            rules.addAll(roles.rules());
        }
        rules.removeIf(rule -> gathers != rule.role().getMetadata().getName().equals("mtv-e2e-gather"));
        return rules;
    }

    /** Of MTV's own role for destinations that it enters with few rights. */
    List<GrantedRule> rulesOfMigrator() {
        return granted.get(1).rulesOf("forklift-migrator-role");
    }

    private GrantedRoles rolesWith(GrantedRule rule) throws IOException {
        return granted.get(0).rules().contains(rule) ? granted.get(0) : granted.get(1);
    }

    /** What a look or a run tells while one rule is missing. */
    @FunctionalInterface
    interface Look {
        List<String> look() throws IOException;
    }

    List<String> without(GrantedRule rule, Look look) throws IOException {
        GrantedRoles roles = rolesWith(rule);
        roles.drop(rule);
        try {
            return look.look();
        } finally {
            roles.restore(rule);
        }
    }

    /** What the doctor tells of rights; warnings, too. */
    List<String> doctor() throws IOException {
        List<String> told = new ArrayList<>();
        GivenSettings.during(settings, () -> {
            told.addAll(examined());
            return null;
        });
        return told.stream().filter(line -> line.startsWith("rights: ")).toList();
    }

    private static List<String> examined() throws IOException {
        try {
            HealthReport report = HealthCheck.alone(SuiteFiles.planned(Path.of(SUITE)));
            return Stream.concat(report.errors().stream(), report.warnings().stream())
                    .toList();
        } catch (HealthException e) {
            return List.of(e.getMessage());
        }
    }

    /** What a run tells that goes on whatever the doctor has found: first of all why it failed first. */
    List<String> run() throws IOException {
        Map<String, String> given = new HashMap<>(settings);
        given.put("doctor", "report");
        given.put("provider_wait_timeout", "20");
        given.put("operator_wait_timeout", "20");
        given.put("plan_wait_timeout", "60");
        given.put("inventory_wait_timeout", "20");
        given.put("cleanup_timeout", "20");
        given.put("guest_agent_timeout", "20");
        given.put("ssh_timeout", "20");
        SuiteRun run = GivenSettings.during(given, () -> SuiteRun.of(SUITE, Map.of(), test -> true));
        return Stream.concat(run.broken().stream(), run.links().stream())
                .filter(result -> result.getStatus() == ITestResult.FAILURE)
                .sorted(Comparator.comparingLong(ITestResult::getEndMillis))
                .map(result -> result.getMethod().getMethodName() + ": "
                        + result.getThrowable().getMessage())
                .toList();
    }

    @Override
    public void close() throws IOException {
        admins.forEach(Cluster::close);
        sandbox.close();
    }
}
