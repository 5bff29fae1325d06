package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.check.compare.VmFacts;
import mtv.model.PipelineStep;
import mtv.model.VmStatus;
import mtv.names.ExpectedName;
import mtv.vm.Fact;
import mtv.vm.FoundObject;
import mtv.vm.SourceVm;
import mtv.vm.VmPower;

import java.util.List;
import java.util.Objects;

/** Whether the run did what it was to do, and nothing else. */
public final class RunChecks {

    private static final String NOT_SHOWN = "the inventory does not show the VM any more";

    private RunChecks() {}

    /** The one check of a VM that need not exist on the destination. */
    public static Check<VmFacts> existence() {
        return new Check<>(
                "existence",
                "The presence of the VM on the destination cluster, in the target namespace. All other checks of a VM"
                        + " need it.",
                RunChecks::exists);
    }

    public static List<Check<VmFacts>> ofVm() {
        return List.of(
                new Check<>(
                        "vm-name",
                        "The name of the VM, which is the Plan's, or by MTV's naming rules. Characters that MTV adds by"
                                + " chance are left open.",
                        RunChecks::name,
                        "VirtualMachine:/metadata/name"),
                new Check<>(
                        "source-power",
                        "The power of the source VM after the migration, which must be off. Otherwise two machines with"
                                + " one identity run.",
                        RunChecks::sourcePower),
                new Check<>(
                        "user-stop",
                        "Stops of the source VM by a user during the migration, which oVirt records as event 33. A user"
                                + " who stops it may cut off what the guest was about to write; MTV asks the guest to"
                                + " shut down.",
                        RunChecks::userStops),
                new Check<>(
                        "power-state",
                        "The state of the migrated VM, Running or Stopped, by targetPowerState or as its source was."
                                + " Paused, CrashLoopBackOff and the like are neither.",
                        new PowerState(),
                        "VirtualMachine:/status/printableStatus"),
                new Check<>(
                        "run-strategy",
                        "The run strategy of the migrated VM, Always or Halted, by targetPowerState or as its source"
                                + " was. A VM that runs now and has another one stays off when it stops.",
                        PowerState::strategy,
                        "VirtualMachine:/spec/runStrategy"),
                new Check<>(
                        "downtime",
                        "The time from the stop of the source to the start of the migrated VM, which the scenario may"
                                + " limit by max_downtime. Nobody can use the VM meanwhile.",
                        Downtime.rule()),
                new Check<>(
                        "steps-listed",
                        "The steps of the pipeline, by source, mode, destination and hooks. A step that is not listed"
                                + " did not happen, and no other check misses it.",
                        new PipelineSteps(),
                        "Migration:/status/vms/*/pipeline/*/name",
                        "Migration:/status/vms/*/pipeline/*/description"),
                new Check<>(
                        "disk-tasks",
                        "The tasks of each step that copies disks, one of the right size for each disk of the source."
                                + " A disk without a task was not copied.",
                        new DiskTasks(),
                        "Migration:/status/vms/*/pipeline/*/tasks/*/name"),
                new Check<>(
                        "hooks",
                        "The number of runs of each hook of the scenario. It is all that MTV records of a hook.",
                        RunChecks::hooks),
                new Check<>(
                        "recorded-name",
                        "The new name that MTV records, where it records one, which must be the VM's. People and tools"
                                + " look the VM up by it.",
                        RunChecks::recordedName,
                        "Migration:/status/vms/*/newName"),
                new Check<>(
                        "snapshots",
                        "The snapshots of the source VM, before and after. A snapshot that is left behind grows until"
                                + " its datastore is full.",
                        RunChecks::snapshots));
    }

    public static List<Check<RunFacts>> ofRun() {
        return List.of(
                new Check<>(
                        "elsewhere",
                        "The namespaces of the Plan's objects on the destination cluster: only the target namespace may"
                                + " have any. Conversions are left out, since they stay beside the Plan; leftovers"
                                + " looks at them.",
                        RunChecks::namespaces),
                new Check<>(
                        "bystanders",
                        "The clusters of the Plan's objects: only the destination may have any. MTV takes a destination"
                                + " Provider without a url for the cluster that it runs on, whatever the Secret says.",
                        RunChecks::clusters),
                new Check<>(
                        "vm-once",
                        "The number of VMs that were made for each VM of the Plan, which must be one. A second VM"
                                + " starts with the same addresses.",
                        RunChecks::made),
                new Check<>(
                        "unexplained",
                        "New VMs in the target namespace that belong to no Plan, of which there must be none. VMs that"
                                + " were there before the run are left out.",
                        new UnexplainedVms()),
                new Check<>(
                        "steps-completed",
                        "The outcome of each VM and of each of its steps. MTV may say Succeeded of a Plan whose steps"
                                + " are not Completed.",
                        new StepOutcomes(),
                        "Migration:/status/vms/*/pipeline/*/phase",
                        "Migration:/status/vms/*/pipeline/*/tasks/*/phase",
                        "Migration:/status/vms/*/error/**",
                        "Migration:/status/vms/*/pipeline/*/error/**",
                        "Migration:/status/vms/*/phase"),
                new Check<>(
                        "steps-progress",
                        "The progress of each step, which never goes back, never passes its total, and reaches it where"
                                + " disks are copied, as its tasks do. Only the rounds of a warm copy begin anew.",
                        new StepProgress(),
                        "Migration:/status/vms/*/pipeline/*/progress/*",
                        "Migration:/status/vms/*/pipeline/*/tasks/*/progress/*"),
                new Check<>(
                        "conditions",
                        "The conditions of Plan, Migration, maps and Providers at the end: none may be Critical, and"
                                + " none an unexpected Warn. MTV takes back many conditions by itself, so those of"
                                + " meanwhile do not count.",
                        new BlockingConditions()),
                new Check<>(
                        "own-success",
                        "The last run in the Plan's history: it must be this Migration, with the Plan's Providers and"
                                + " maps. The Plan's conditions may be those of an earlier run, with other maps.",
                        new LastRun(),
                        "Migration:/status/vms/*/conditions/*/*"),
                new Check<>(
                        "durations",
                        "The start and the end of each VM, and of each step that has begun. Times that make no sense"
                                + " come from a run that did not happen.",
                        new RunDurations(),
                        "Migration:/status/vms/*/started",
                        "Migration:/status/vms/*/completed",
                        "Migration:/status/vms/*/pipeline/*/started",
                        "Migration:/status/vms/*/pipeline/*/completed"),
                new Check<>(
                        "provider-tls",
                        "Whether each Provider verifies certificates, by its Secret and by what MTV says. A Provider"
                                + " that verifies none works like one that does, so nothing else shows it.",
                        RunChecks::verification),
                new Check<>(
                        "leftovers",
                        "The objects that are left of a Plan besides VMs, their claims, and finished conversions with"
                                + " their pods. Secrets with credentials would stay in a namespace of users; what is"
                                + " left of canceled VMs is looked at by cancel-leftovers.",
                        new Leftovers()),
                new Check<>(
                        "archive",
                        "The VMs and pods of a Plan after it was archived: the VMs must stay, and no pod may. An"
                                + " archive must not delete what it migrated.",
                        new ArchivedPlan()));
    }

    private static void exists(VmFacts vm, Findings findings) {
        String cluster = "VMs of the destination cluster";
        String elsewhere = vm.elsewhere().isEmpty() ? "no such VM" : "a VM in " + vm.elsewhere();
        String found = vm.destination().map(there -> "VM " + there.where()).orElse(elsewhere);
        findings.record(
                vm.destination().isPresent(),
                "existence",
                ReportedValue.of(
                        "VM " + vm.expected().namespace() + "/" + vm.expected().name(), "the Plan"),
                ReportedValue.of(found, cluster));
    }

    private static void name(VmFacts vm, Findings findings) {
        ExpectedName name = vm.expected().name();
        String given = vm.expected().vm().targetName();
        findings.record(
                name.matches(vm.actual().name()),
                "VM name",
                ReportedValue.of(
                        name, given == null ? "naming rules for " + vm.source().name() : "targetName of the Plan"),
                ReportedValue.of(vm.actual().name(), "metadata.name"));
    }

    private static void sourcePower(VmFacts vm, Findings findings) {
        Fact<VmPower> before = vm.source().power();
        Fact<VmPower> after = vm.after().map(SourceVm::power).orElse(null);
        if (!before.isKnown() || after == null) {
            findings.notComparable("source power", before.isKnown() ? NOT_SHOWN : before.origin());
        } else if (!after.isKnown()) {
            findings.notComparable("source power", after.origin() + " after the migration");
        } else {
            findings.equal(
                    "source power",
                    ReportedValue.of("off", "rule of MTV"),
                    ReportedValue.of(after.get().words(), after.origin() + " after the migration"));
        }
    }

    private static void userStops(VmFacts vm, Findings findings) {
        findings.equal(
                "stop by a user",
                vm.userStops().map(stops -> List.<String>of()),
                vm.userStops(),
                stops -> stops.isEmpty() ? "none (event 33)" : String.join(", ", stops));
    }

    private static void hooks(VmFacts vm, Findings findings) {
        if (vm.expected().vm().hooks() == null) {
            findings.notComparable("hooks", "the scenario has none");
            return;
        }
        vm.expected().vm().hooks().forEach(hook -> {
            long run = vm.recorded().steps().stream()
                    .filter(step -> hook.step().equals(step.name()) && step.progress() != null)
                    .map(PipelineStep::progress)
                    .mapToLong(progress -> progress.completed())
                    .sum();
            findings.equal(
                    "runs of " + hook.step(),
                    ReportedValue.of(1, "hooks of the Plan"),
                    ReportedValue.of(run, "progress of the step in the Migration"));
        });
    }

    private static void recordedName(VmFacts vm, Findings findings) {
        String recorded = vm.recorded().newName();
        if (recorded == null || recorded.isEmpty()) {
            findings.notComparable("recorded name", "MTV records none");
        } else {
            findings.equal(
                    "recorded name",
                    ReportedValue.of(vm.actual().name(), "metadata.name of the VM"),
                    ReportedValue.of(recorded, "newName of the VM in the Migration"));
        }
    }

    private static void snapshots(VmFacts vm, Findings findings) {
        if (vm.after().isEmpty()) {
            findings.notComparable("snapshots", NOT_SHOWN);
        } else {
            findings.equal(
                    "snapshots", vm.source().snapshots(), vm.after().get().snapshots());
        }
    }

    private static void namespaces(RunFacts run, Findings findings) {
        List<FoundObject> elsewhere = run.found().stream()
                .filter(object -> !object.bystander())
                .filter(object -> !object.namespace().equals(run.targetNamespace()))
                .filter(object -> !object.kind().equals(FoundObject.CONVERSION))
                .toList();
        findings.equal(
                "objects in other namespaces",
                ReportedValue.of(List.of(), "target namespace " + run.targetNamespace()),
                ReportedValue.of(elsewhere, "label plan, in all namespaces"));
    }

    private static void clusters(RunFacts run, Findings findings) {
        ReportedValue expected = ReportedValue.of(run.destination(), "destination Provider of the Plan");
        List<FoundObject> astray =
                run.found().stream().filter(FoundObject::bystander).toList();
        astray.forEach(object -> findings.about(object.kind() + " " + object.name())
                .record(
                        false,
                        "cluster",
                        expected,
                        ReportedValue.of(object, "label plan, on the run's other clusters")));
        if (run.found().isEmpty()) {
            findings.notComparable("cluster", "nothing of the Plan is on any");
        } else if (astray.isEmpty()) {
            findings.equal("cluster", expected, ReportedValue.of(run.destination(), "label plan, on all clusters"));
        }
    }

    private static void made(RunFacts run, Findings findings) {
        run.vms().forEach(vm -> made(vm, run.found(), findings.about(vm)));
    }

    private static void made(VmStatus vm, List<FoundObject> found, Findings findings) {
        List<FoundObject> made = found.stream()
                .filter(object -> object.kind().equals(FoundObject.VM)
                        && Objects.equals(vm.id(), object.labels().get("vmID")))
                .toList();
        if (made.isEmpty()) {
            findings.notComparable("migrated VMs", "no VM has the label vmID of this one");
        } else {
            findings.record(
                    made.size() == 1,
                    "migrated VMs",
                    ReportedValue.of("one", "the Plan"),
                    ReportedValue.of(made, "label vmID, on all clusters"));
        }
    }

    private static void verification(RunFacts run, Findings findings) {
        run.tls().forEach(tls -> {
            Findings ofProvider = findings.about("Provider " + tls.provider());
            ofProvider.equal(
                    "insecureSkipVerify",
                    ReportedValue.of(tls.configured(), "settings"),
                    ReportedValue.of(tls.secret().isEmpty() ? "not set" : tls.secret(), "Secret of the Provider"));
            if (tls.used().isKnown()) {
                ofProvider.equal(
                        "certificates ignored",
                        ReportedValue.of(tls.configured(), "settings"),
                        ReportedValue.of(tls.used()));
            } else {
                ofProvider.notComparable("certificates ignored", tls.used().origin());
            }
        });
    }
}
