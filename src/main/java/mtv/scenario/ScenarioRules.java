package mtv.scenario;

import mtv.names.DnsNames;
import mtv.names.PvcTemplates;
import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import mtv.settings.input.NearestNames;
import mtv.settings.input.Problems;
import mtv.vm.SourceType;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks a scenario, before anything is created, for what MTV, the cluster or the source would refuse later. */
public final class ScenarioRules {
    /** Namespaces of the cluster itself, which migrated VMs must not go to. */
    private static final Pattern OF_THE_CLUSTER = Pattern.compile("default|openshift|(?:kube|openshift)-.*");

    private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private final Settings settings;
    private final Set<String> checks;
    private final Problems problems;

    /** @param checks ids of all checks */
    public ScenarioRules(Settings settings, Set<String> checks, Problems problems) {
        this.settings = settings;
        this.checks = checks;
        this.problems = problems;
    }

    /** @param listed with the VMs that number_of_vms takes */
    public void check(Scenario listed, String where) {
        Scenario scenario = listed.decidedFor(cannotClone().isEmpty());
        At at = new At(where, "scenario " + scenario.name());
        checkPattern(scenario, at);
        checkPlaces(scenario, at);
        checkVms(scenario, at);
        checkIds(scenario, at);
        if (scenario.guestCanary()) {
            checkCanary(scenario, at);
        }
        scenario.expect().ifPresent(failure -> checkReason(failure.reason(), at));
        scenario.pvcNameTemplate().ifPresent(template -> checkTemplate(template, at));
        scenario.vms().forEach(vm -> vm.pvcNameTemplate().ifPresent(template -> checkTemplate(template, at)));
        checkLabels("target_labels", scenario.target().labels(), at);
        checkLabels("target_node_selector", scenario.target().nodeSelector(), at);
    }

    private void checkCanary(Scenario scenario, At at) {
        if (!scenario.warm()) {
            add(
                    at,
                    "guest_canary is for a warm migration: of a cold one nothing is written while it is copied",
                    "set \"warm_migration\": true, or leave guest_canary out");
        }
        settings.source()
                .entry()
                .filter(entry -> entry.linuxGuests().isEmpty())
                .ifPresent(entry -> add(
                        at,
                        "guest_canary logs in to the source's guests, and source provider " + entry.key() + " names no"
                                + " user for them",
                        "give it guest_vm_linux_user and guest_vm_linux_password, or leave guest_canary out"));
        scenario.vms().stream()
                .filter(vm -> vm.sourceVmPower().filter(Power.OFF::equals).isPresent())
                .forEach(vm -> add(
                        at,
                        "guest_canary wants VM " + vm.name() + " to write while it is copied, and source_vm_power"
                                + " switches it off",
                        "leave one of them out"));
    }

    private record At(String where, String scenario) {}

    private void add(At at, String what, String remedy) {
        problems.add(at.where(), at.scenario() + ": " + what, remedy);
    }

    private void checkPattern(Scenario scenario, At at) {
        settings.source().vmNameSearchPattern().ifPresent(pattern -> {
            try {
                scenario.namesOutside(pattern)
                        .forEach(vm -> problems.add(
                                at.where(),
                                "VM " + vm + " of scenario " + scenario.name()
                                        + " does not match vm_name_search_pattern = \"" + pattern + "\"",
                                "widen the pattern, or choose another scenario"));
            } catch (IllegalStateException e) {
                problems.add(
                        at.where(),
                        "vm_name_search_pattern = \"" + pattern + "\" does not come to an end with VM "
                                + e.getMessage(),
                        "write it without repetitions of what is repeated");
            }
        });
    }

    private void checkPlaces(Scenario scenario, At at) {
        scenario.vmTargetNamespace()
                .filter(name -> OF_THE_CLUSTER.matcher(name).matches()
                        || name.equals(settings.cluster().mtvNamespace()))
                .ifPresent(name -> add(
                        at,
                        "vm_target_namespace " + name + " belongs to the cluster, or to MTV",
                        "name one for VMs, or leave it out to get the run's own"));
    }

    private void checkVms(Scenario scenario, At at) {
        Map<String, Integer> asTheyAre = new TreeMap<>();
        Set<String> targets = new HashSet<>();
        for (ScenarioVm vm : scenario.vms()) {
            if (!vm.madeByRun() && asTheyAre.merge(vm.words(), 1, Integer::sum) == 2) {
                add(
                        at,
                        "VM " + vm.words() + " is listed twice, and a Plan takes a VM once",
                        "name another one, or migrate copies with \"clone\": true");
            }
            vm.targetName()
                    .filter(name -> !DnsNames.isSubdomain(name))
                    .ifPresent(name -> add(
                            at,
                            "target_name \"" + name + "\" of VM " + vm.name() + " is no name that Kubernetes takes",
                            "use lower-case letters, digits, and dashes and dots between them"));
            vm.targetName()
                    .filter(name -> !targets.add(name))
                    .ifPresent(name -> add(at, "target_name " + name + " stands at two VMs", "give each its own"));
        }
        scenario.vms().stream().filter(vm -> vm.creation().isEmpty()).forEach(vm -> checkPreparation(vm, at));
        CreationRules creations = new CreationRules(settings, OF_THE_CLUSTER);
        scenario.vms().stream()
                .filter(vm -> vm.creation().isPresent())
                .forEach(vm -> creations.check(vm, scenario, (what, remedy) -> add(at, what, remedy)));
        cannotClone()
                .ifPresent(why -> scenario.vms().stream()
                        .filter(ScenarioVm::cloned)
                        .forEach(vm -> add(
                                at,
                                "VM " + vm.name() + " cannot be cloned: " + why,
                                "set \"clone\": false and give a VM that may be migrated")));
    }

    private void checkPreparation(ScenarioVm vm, At at) {
        Preparation wanted = vm.preparation();
        if (wanted.isNone()) {
            return;
        }
        String prepare = "prepare of VM " + vm.name() + " ";
        settings.source().entry().ifPresent(entry -> checkPlatform(entry, wanted, prepare, at));
        if (!vm.cloned()) {
            add(at, prepare + "is for a clone, and the VM itself is never changed", "set \"clone\": true");
        }
        boolean lun =
                settings.source().entry().flatMap(SourceProviderEntry::rdmLun).isPresent();
        if (wanted.wantsLun() && !lun) {
            add(
                    at,
                    prepare + "wants a raw device, and the source provider's entry names no LUN",
                    "give it as rdm_lun, such as naa.600…");
        }
        wanted.disks().stream()
                .filter(disk -> disk.rawDevice().isEmpty() && disk.sizeGib() == 0)
                .forEach(disk -> add(at, prepare + "has a disk without a size", "give size_gib"));
        Set<String> names = new HashSet<>();
        wanted.snapshotNames().stream()
                .filter(name -> !names.add(name))
                .forEach(name ->
                        add(at, prepare + "has two snapshots of the name " + name, "give each a name of its own"));
        checkCpus(wanted, prepare, at);
    }

    private void checkPlatform(SourceProviderEntry entry, Preparation wanted, String prepare, At at) {
        if (entry.type() == SourceType.OVIRT && !wanted.isChainOfSnapshots()) {
            add(
                    at,
                    prepare + "has more than snapshots one after the other, and source provider " + entry.key()
                            + " is of type ovirt, where a clone gets nothing else",
                    "leave the rest out, and name a VM that is as the scenario wants it");
        } else if (entry.type() != SourceType.OVIRT && entry.type() != SourceType.VSPHERE) {
            add(
                    at,
                    prepare + "is for clones on vSphere and oVirt, and source provider " + entry.key() + " is of type "
                            + entry.type().id(),
                    "leave it out, and name a VM that is as the scenario wants it");
        }
    }

    private void checkCpus(Preparation wanted, String prepare, At at) {
        boolean odd = wanted.cpus().isPresent()
                && wanted.coresPerSocket().isPresent()
                && wanted.cpus().get() % wanted.coresPerSocket().get() != 0;
        if (odd) {
            add(
                    at,
                    prepare + "has " + wanted.cpus().get() + " CPUs, which are not a multiple of cores_per_socket "
                            + wanted.coresPerSocket().get(),
                    "correct one of them");
        }
    }

    private Optional<String> cannotClone() {
        return settings.source().entry().flatMap(SourceProviderEntry::cannotClone);
    }

    private void checkIds(Scenario scenario, At at) {
        scenario.skip().keySet().forEach(id -> checkId("skip_checks", id, at));
        scenario.deviations().forEach(deviation -> checkId("expected_deviations", deviation.check(), at));
        scenario.notComparable().forEach(gap -> checkId("not_comparable", gap.check(), at));
    }

    private void checkId(String field, String id, At at) {
        if (!checks.contains(id)) {
            add(
                    at,
                    field + " names \"" + id + "\", which is no check",
                    NearestNames.to(id, checks)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("src/site/markdown/checks.md has their names"));
        }
    }

    private void checkReason(String reason, At at) {
        try {
            Pattern.compile(reason);
        } catch (PatternSyntaxException e) {
            add(at, "expect.reason is no regular expression: " + e.getDescription(), "correct it");
        }
    }

    private void checkTemplate(String template, At at) {
        PvcTemplates.problem(template)
                .ifPresent(why -> add(at, "pvc_name_template: " + why, "correct it as MTV's documentation has it"));
    }

    private void checkLabels(String field, Map<String, String> labels, At at) {
        labels.forEach((key, value) -> {
            int slash = key.indexOf('/');
            boolean good = LABEL_NAME.matcher(key.substring(slash + 1)).matches()
                    && (slash < 0 || DnsNames.isSubdomain(key.substring(0, slash)))
                    && (value.isEmpty() || LABEL_NAME.matcher(value).matches());
            if (!good) {
                add(
                        at,
                        field + " " + key + "=" + value + " is no label that Kubernetes takes",
                        "use letters, digits, and dashes, dots and underscores between them, 63 at most");
            }
        });
    }
}
