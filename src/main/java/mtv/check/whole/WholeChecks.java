package mtv.check.whole;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.check.compare.VmFacts;
import mtv.vm.Document;
import mtv.vm.Documents;

import java.util.List;
import java.util.stream.Stream;

/** Whatever no other check compares: nothing may be there that nobody explains. */
public final class WholeChecks {

    /** Before a role: what the cluster itself adds to such an object. */
    public static final String DEFAULTS = "Default";

    /** What a finding's property begins with when nothing explains the path. */
    public static final String UNEXPLAINED = "unexplained ";

    /** What the ids of these checks end with. */
    public static final String ID = "-unexplained";

    /** Role of a text that says why the cluster does not tell what it adds. */
    public static final String NO_DEFAULTS = "NoDefaults";

    /** Role of a text that says why objects of a kind were not read. */
    private static final String NOT_LISTED = "NotListed";

    private static final String VM = "VirtualMachine";
    private static final String SOURCE_BEFORE = "SourceBefore";
    private static final String SOURCE_AFTER = "SourceAfter";
    private static final String INSTANCE = "VirtualMachineInstance";

    private final ExplanationTable table;

    /** @param others the other checks, which say which paths they compare */
    public WholeChecks(List<? extends Check<?>> others) {
        this.table = new ExplanationTable(others);
    }

    public List<Check<VmFacts>> ofVm() {
        return List.of(
                new Check<>(
                        "vm-unexplained",
                        "Everything in the VM that no other check compares. What neither MTV, KubeVirt nor the cluster"
                                + " is known to write there, somebody has changed.",
                        this::machine),
                new Check<>(
                        "instance-unexplained",
                        "The instance of a VM that runs, which must be there and be as the VM says. A guest has what"
                                + " the instance has.",
                        this::instance),
                new Check<>(
                        "claim-unexplained",
                        "Everything in the VM's claims and their volumes that no other check compares. A claim of"
                                + " the right size may be bound to a smaller volume, or be about to go.",
                        this::claims),
                new Check<>(
                        "source-unexplained",
                        "Everything that the inventory tells of the source, before and after. A migration may"
                                + " switch the source off, and change nothing else.",
                        this::source));
    }

    public List<Check<RunFacts>> ofRun() {
        return List.of(
                new Check<>(
                        "plan-unexplained",
                        "Everything in the Plan that no other check compares. It must say what was asked for, and"
                                + " the same as the Migration.",
                        (run, findings) -> explain(run.documents(), findings, "Plan")),
                new Check<>(
                        "migration-unexplained",
                        "Everything in the Migration that no other check compares. It is MTV's record of what was"
                                + " done.",
                        (run, findings) -> explain(run.documents(), findings, "Migration")),
                new Check<>(
                        "map-unexplained",
                        "Everything in the two maps that no other check compares. They must say what was asked for.",
                        (run, findings) -> explain(run.documents(), findings, "NetworkMap", "StorageMap")),
                new Check<>(
                        "provider-unexplained",
                        "Everything in both Providers that no other check compares. They must be Ready, and say what"
                                + " was asked for.",
                        (run, findings) ->
                                explain(run.documents(), findings, "SourceProvider", "DestinationProvider")));
    }

    private void machine(VmFacts vm, Findings findings) {
        vm.documents()
                .of(NO_DEFAULTS)
                .forEach(why -> findings.notComparable(
                        "what the cluster adds to a " + why.name(), why.tree().asText()));
        explain(vm.documents(), findings, VM);
    }

    private void claims(VmFacts vm, Findings findings) {
        vm.documents()
                .of(NOT_LISTED)
                .forEach(why -> findings.notComparable(why.name(), why.tree().asText()));
        explain(vm.documents(), findings, "PersistentVolumeClaim", "PersistentVolume");
    }

    private void source(VmFacts vm, Findings findings) {
        boolean known = vm.documents().of(SOURCE_BEFORE).findAny().isPresent();
        if (known && vm.documents().of(SOURCE_AFTER).findAny().isEmpty()) {
            findings.equal(
                    "source VM",
                    ReportedValue.of(vm.source().name(), "inventory before the migration"),
                    ReportedValue.of("nothing", "inventory after it"));
        }
        explain(vm.documents(), findings, SOURCE_AFTER);
    }

    private void instance(VmFacts vm, Findings findings) {
        Documents documents = vm.documents();
        boolean runs = documents
                .of(VM)
                .anyMatch(document ->
                        document.tree().at("/status/printableStatus").asText().equals("Running"));
        if (runs) {
            boolean there = documents.of(INSTANCE).findAny().isPresent();
            findings.record(
                    there,
                    "instance",
                    ReportedValue.of("an instance", "printableStatus Running of the VM"),
                    ReportedValue.of(there ? "an instance" : "none", "instances of the VM's namespace"));
        }
        explain(documents, findings, INSTANCE);
    }

    /** What is not there is missed by the checks of what is in it, and by the check existence. */
    private void explain(Documents documents, Findings findings, String... roles) {
        List<Document> there = Stream.of(roles).flatMap(documents::of).toList();
        if (there.isEmpty()) {
            findings.notComparable(String.join(", ", roles), "there is none to look at");
        }
        there.forEach(document -> new WholeDocument(table, documents, document).compare(findings));
    }
}
