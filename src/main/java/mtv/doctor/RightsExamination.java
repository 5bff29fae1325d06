package mtv.doctor;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectRulesReviewStatus;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import mtv.cluster.Cluster;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.scenario.PlannedMigration;
import mtv.scenario.Scenario;
import mtv.settings.SourceProviderEntry;
import mtv.settings.value.DestinationRights;
import mtv.vm.SourceType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the user may do what the suite does, by the roles of {@code config/rbac}. The cluster is asked once for each
 * namespace that matters for all that it grants there, and not for one right after another. In the run's own namespace,
 * which is not there yet, nothing is granted but by the bindings of the whole cluster.
 */
final class RightsExamination implements Examination {

    /** Of one role; a user without any would fill the table. */
    private static final int SHOWN = 4;

    @Override
    public List<HealthFinding> examine(ExaminedRun run) throws IOException {
        Set<String> groups = groups(run);
        Map<String, SubjectRulesReviewStatus> asked = new HashMap<>();
        List<HealthFinding> findings = new ArrayList<>();
        for (RequiredRole role : RequiredRole.all()) {
            if (groups.contains(role.group())) {
                Cluster cluster = role.onDestination() ? run.destination() : run.hub();
                String namespace = role.namespace()
                        .map(any -> cluster.mtvNamespace())
                        .orElse(run.settings().target().namespacePrefix() + "-mtv-e2e");
                SubjectRulesReviewStatus granted =
                        asked.computeIfAbsent(cluster.name() + " " + namespace, any -> review(cluster, namespace));
                findings.addAll(missing(role, granted, cluster));
            }
        }
        if (findings.isEmpty()) {
            findings.add(HealthFinding.good(
                    Area.RIGHTS,
                    "the user may do what these groups of scenarios need: "
                            + String.join(", ", groups.stream().sorted().toList())));
        }
        return findings;
    }

    /** The files of config/rbac that this run needs. */
    private static Set<String> groups(ExaminedRun run) {
        Set<String> groups = ofScenarios(run);
        groups.addAll(List.of("core", "destination", "sight"));
        SourceProviderEntry source = run.source();
        boolean guests = source.linuxGuests().or(source::windowsGuests).isPresent();
        if (guests && run.planned().migrations().stream().anyMatch(RightsExamination::logsIn)) {
            groups.add("ssh");
        }
        if (source.type() == SourceType.OPENSHIFT) {
            groups.add("openshift-source");
        }
        if (run.vms().anyMatch(vm -> vm.creation().isPresent())) {
            groups.add("openshift-create");
        }
        if (run.entersWith(DestinationRights.SESSION)) {
            groups.addAll(List.of("remote", "scc"));
            run.destination().access().tokenAccount().ifPresent(any -> groups.add("token"));
        }
        if (run.entersWith(DestinationRights.MIGRATOR)) {
            groups.addAll(List.of("migrator", "token"));
        }
        if (run.hub() != run.destination()) {
            groups.add("elsewhere");
        }
        if (GatherExamination.isWanted(run)) {
            groups.add("must-gather");
        }
        return groups;
    }

    private static Set<String> ofScenarios(ExaminedRun run) {
        Set<String> groups = new HashSet<>();
        for (Scenario scenario : run.planned().scenarios()) {
            if (scenario.warm()) {
                groups.add("warm");
            }
            if (!scenario.hooks().isEmpty()) {
                groups.add("hooks");
            }
            if (scenario.scc().isPresent()) {
                groups.addAll(List.of("scc", "migrator"));
            }
        }
        return groups;
    }

    private static boolean logsIn(PlannedMigration migration) {
        return migration.settings().checkVmsSignals() && migration.settings().checkSsh();
    }

    private static SubjectRulesReviewStatus review(Cluster cluster, String namespace) {
        return cluster.client()
                .authorization()
                .v1()
                .selfSubjectRulesReview()
                .create(new SelfSubjectRulesReviewBuilder()
                        .withNewSpec()
                        .withNamespace(namespace)
                        .endSpec()
                        .build())
                .getStatus();
    }

    private static List<HealthFinding> missing(RequiredRole role, SubjectRulesReviewStatus granted, Cluster cluster) {
        List<String> missing = role.rules().stream()
                .flatMap(rule -> missing(rule, granted.getResourceRules()))
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        String more = missing.size() > SHOWN ? ", and " + (missing.size() - SHOWN) + " more" : "";
        String what = "on the " + cluster.name() + " the user may not "
                + String.join(", ", missing.subList(0, Math.min(SHOWN, missing.size()))) + more
                + role.namespace()
                        .map(any -> " in namespace " + cluster.mtvNamespace())
                        .orElse("");
        String remedy = "grant " + role.words();
        if (Boolean.TRUE.equals(granted.getIncomplete())) {
            return List.of(HealthFinding.warning(
                    Area.RIGHTS, what + ", as far as the cluster tells (its answer is incomplete)", remedy));
        }
        return List.of(
                role.dispensable()
                        ? HealthFinding.warning(Area.RIGHTS, what, remedy)
                        : HealthFinding.error(Area.RIGHTS, what, remedy));
    }

    /** What a rule asks for and nobody grants, such as {@code create plans.forklift.konveyor.io}. */
    private static Stream<String> missing(PolicyRule rule, List<ResourceRule> granted) {
        return rights(rule)
                .filter(right -> granted.stream().noneMatch(right::isGrantedBy))
                .map(Right::words);
    }

    private static Stream<Right> rights(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> names(rule)
                                .flatMap(name ->
                                        rule.getVerbs().stream().map(verb -> new Right(group, resource, name, verb)))));
    }

    private static Stream<String> names(PolicyRule rule) {
        return rule.getResourceNames().isEmpty() ? Stream.of("") : rule.getResourceNames().stream();
    }

    /** @param name of the only object; empty for all */
    private record Right(String group, String resource, String name, String verb) {

        boolean isGrantedBy(ResourceRule rule) {
            String subresource = resource.contains("/") ? "*" + resource.substring(resource.indexOf('/')) : resource;
            return has(rule.getVerbs(), verb)
                    && has(rule.getApiGroups(), group)
                    && (has(rule.getResources(), resource)
                            || rule.getResources().contains(subresource))
                    && (rule.getResourceNames().isEmpty()
                            || rule.getResourceNames().contains(name));
        }

        private static boolean has(List<String> granted, String wanted) {
            return granted.contains("*") || granted.contains(wanted);
        }

        String words() {
            String[] parts = resource.split("/", 2);
            String qualified = group.isEmpty() ? parts[0] : parts[0] + "." + group;
            return verb + " " + qualified + (parts.length == 1 ? "" : "/" + parts[1])
                    + (name.isEmpty() ? "" : " \"" + name + "\"");
        }
    }
}
