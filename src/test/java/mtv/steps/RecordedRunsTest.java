package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import mtv.check.LoggedVm;
import mtv.check.Report;
import mtv.check.compare.Finding;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunLog;
import mtv.model.Precopy;
import mtv.model.VmStatus;
import mtv.model.WarmStatus;
import mtv.steps.migrate.MigrationOutcome;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The suite reads what a real MTV wrote while it migrated: how each run ended and why, and what happened on the way.
 */
public class RecordedRunsTest {

    private static final String COLD_LOCAL = "R1-cold-local";
    private static final String COLD_REMOTE = "R2-cold-remote";
    private static final String WARM = "R3-warm-remote";
    private static final String HOOKS = "R4-hooks-and-options";
    private static final String FAILS = "R5-conversion-fails";
    private static final String CANCELED = "R6-cancel";
    private static final String FAILED_BEFORE = "R9-first-failed-then-again";

    private static final List<String> ALL =
            List.of(COLD_LOCAL, COLD_REMOTE, WARM, HOOKS, FAILS, CANCELED, FAILED_BEFORE);

    /** Which of both tells the end first is a matter of moments, and the wait is over then. */
    private static final Predicate<RecordedRun.Version> TOLD_BY_THE_MIGRATION =
            version -> version.of().equals("migration") || !version.ends();

    private static final Path MORE = Path.of("..", "shared", "real", "runs");

    private static final String COPIED_BY_CONVERSION =
            "Initialize, DiskAllocation, ImageConversion, DiskTransferV2v, VirtualMachineCreation, Succeeded";

    @DataProvider
    public Object[][] successes() {
        return new Object[][] {
            {COLD_LOCAL, Map.of("mtv-tests-rhel8", COPIED_BY_CONVERSION)},
            {
                COLD_REMOTE,
                Map.of(
                        "mtv-win2019-79",
                        "Initialize, DiskTransfer, ImageConversion, VirtualMachineCreation, WaitForGuestReboots,"
                                + " Succeeded",
                        "DB_Main 01",
                        "Initialize, DiskTransfer, ImageConversion, VirtualMachineCreation, Succeeded")
            },
            {
                WARM,
                Map.of(
                        "mtv-rhel8-warm-2disks2nics",
                        "Initialize, PreflightInspection, DiskTransfer, precopy 1,"
                                + " DiskTransfer, paused after precopy 1, Cutover, ImageConversion,"
                                + " VirtualMachineCreation, WaitForFinalSnapshotConsolidation, Succeeded")
            },
            {
                HOOKS,
                Map.of(
                        "small-off",
                        "PreHook, Initialize, DiskAllocation, ImageConversion, DiskTransferV2v,"
                                + " VirtualMachineCreation, PostHook, Succeeded",
                        "twin2",
                        COPIED_BY_CONVERSION)
            },
        };
    }

    @Test(dataProvider = "successes")
    public void aRunThatSucceededIsReadAsOne(String id, Map<String, String> narrated) throws IOException {
        RecordedRun run = RecordedRun.own(id);
        Path tape = new RunTape().creates(run).watches(run, before(0)).write();
        try (Narration told = new Narration();
                ReplayBed bed = new ReplayBed(tape)) {
            MigrationOutcome executed =
                    bed.runs(run, false, name -> run.migrationName()).execute();

            assertThat(executed.migration().has("Succeeded")).isTrue();
            assertNarrated(told, narrated);
            assertPhases(run, executed.log());
            assertThat(ids(executed.log().succeeded()))
                    .containsExactlyInAnyOrderElementsOf(run.vms().values());
            assertThat(RecordedChecks.of(executed, run).differences()).isEmpty();
            assertThat(executed.warm().map(RunFacts.Warm::cutover))
                    .isEqualTo(
                            id.equals(WARM)
                                    ? Optional.of(RecordedRun.START.plus(ReplayBed.CUTOVER))
                                    : Optional.empty());
        }
    }

    @Test
    public void theCopiesOfAWarmRunAreKeptAsTheChecksTakeThem() throws IOException {
        RecordedRun run = RecordedRun.own(WARM);
        Path tape = new RunTape().creates(run).watches(run, before(0)).write();
        try (ReplayBed bed = new ReplayBed(tape)) {
            MigrationOutcome executed =
                    bed.runs(run, false, name -> run.migrationName()).execute();

            LoggedVm seen = new LoggedVm(executed.log(), "id-of-mtv-rhel8-warm-2disks2nics");
            assertThat(seen.completed("DiskTransfer")).containsExactly(0L, 1774L, 5003L, 10989L, 15282L, 15360L);
            assertThat(seen.completed("Cutover")).containsExactly(0L, 2053L, 9740L, 14086L, 15360L);
            assertThat(seen.pauses()).hasSize(1);
            WarmStatus pause = seen.pauses().get(0);
            assertThat(pause.nextPrecopyAt()).isEqualTo(at(179));
            assertThat(pause.precopies().stream().map(Precopy::end)).containsExactly(at(59));
            List<Precopy> copies =
                    executed.migration().getStatus().vms().get(0).warm().precopies();
            assertThat(copies.stream().map(Precopy::start)).containsExactly(at(7), at(197));
            assertThat(copies.stream().map(Precopy::end)).containsExactly(at(59), null);
            assertThat(copies.stream().map(Precopy::snapshot)).containsExactly("snapshot-a", "snapshot-b");
            Report report = RecordedChecks.of(executed, run);
            for (String check : RecordedChecks.IDS) {
                assertThat(report.findings())
                        .as(check)
                        .anyMatch(f -> f.check().equals(check) && f.is(Finding.Verdict.SAME));
            }
        }
    }

    /** What a check could not tell from the recorded run would be none. */
    @Test
    public void theChecksTellARunFromOneThatWasPromisedOtherwise() throws IOException {
        RecordedRun run = RecordedRun.own(WARM);
        Path tape = new RunTape().creates(run).watches(run, before(0)).write();
        try (ReplayBed bed = new ReplayBed(tape)) {
            MigrationOutcome executed =
                    bed.runs(run, false, name -> run.migrationName()).execute();
            RunFacts.Warm other = new RunFacts.Warm(at(240), Duration.ofMinutes(5), Duration.ofSeconds(15));
            assertThat(RecordedChecks.of(executed, run, Optional.of(other)).differences())
                    .extracting(Finding::check)
                    .containsExactlyInAnyOrder("precopy-interval", "cutover");
        }
    }

    @Test
    public void aPlanThatFailedFirstIsRunAgain() throws IOException {
        RecordedRun second = RecordedRun.own(COLD_LOCAL);
        RecordedRun first = RecordedRun.own(FAILED_BEFORE).before(second);
        Path tape = new RunTape()
                .creates(first)
                .watches(first, before(0), TOLD_BY_THE_MIGRATION)
                .looksAt(first)
                .creates(second)
                .watches(second, before(0))
                .write();
        try (Narration told = new Narration();
                ReplayBed bed = new ReplayBed(tape)) {
            MigrationOutcome executed = bed.runs(
                            first,
                            false,
                            2,
                            name -> name.equals("migration-1") ? first.migrationName() : second.migrationName())
                    .execute();

            assertThat(executed.migration().getMetadata().getName()).isEqualTo("ma2");
            assertThat(told.of("mtv-tests-rhel8"))
                    .containsExactlyElementsOf(
                            words("Initialize, DiskAllocation, ImageConversion, Failed, " + COPIED_BY_CONVERSION));
            assertPhases(second, executed.log());
            assertThat(executed.earlier()).isEmpty();
            assertThat(executed.stopped()).containsExactly("id-of-mtv-tests-rhel8");
            assertThat(RecordedChecks.of(executed, second).differences()).isEmpty();
        }
    }

    @DataProvider
    public Object[][] failures() {
        return new Object[][] {
            {
                FAILED_BEFORE,
                Map.of("mtv-tests-rhel8", "Initialize, DiskAllocation, ImageConversion, Failed"),
                "Failed",
                List.of(
                        "VM mtv-tests-rhel8: phase Completed, Failed, ",
                        "step ImageConversion because <text>",
                        ", failed in phase ConvertGuest")
            },
            {
                FAILS,
                Map.of("cbt-off", "Initialize, DiskAllocation, ImageConversion, Failed"),
                "Failed",
                List.of(
                        "VM cbt-off: phase Completed, Failed, ",
                        "step ImageConversion because <text>",
                        ", failed in phase ConvertGuest")
            },
            {
                CANCELED,
                Map.of(
                        "with-snapshot",
                        "Initialize, DiskAllocation, Canceled",
                        "mtv-win2019-79",
                        "Initialize, DiskAllocation, Canceled"),
                "Canceled",
                List.of(
                        "VM with-snapshot: phase Completed, Canceled (UserRequested), step DiskAllocation",
                        "VM mtv-win2019-79: phase Completed, Canceled (UserRequested), step DiskAllocation")
            },
        };
    }

    @Test(dataProvider = "failures")
    public void aRunThatDidNotSucceedIsToldWithTheReasonsOfMtv(
            String id, Map<String, String> narrated, String end, List<String> reasons) throws IOException {
        RecordedRun run = RecordedRun.own(id);
        Path tape = new RunTape().watches(run, before(0), TOLD_BY_THE_MIGRATION).write();
        try (Narration told = new Narration();
                ReplayBed bed = new ReplayBed(tape)) {
            RunLog log = new RunLog();
            assertThat(bed.failure(run, log))
                    .hasMessageContaining("Migration " + run.migrationName() + " " + end + " [" + end + "]")
                    .hasMessageContainingAll(reasons.toArray(CharSequence[]::new));
            assertPhases(run, log);
            assertThat(log.succeeded()).isEmpty();
            assertNarrated(told, narrated);
        }
    }

    @Test(dataProvider = "failures")
    public void thePlanMayTellTheEndFirst(String id, Map<String, String> narrated, String end, List<String> reasons)
            throws IOException {
        RecordedRun run = RecordedRun.own(id);
        Path tape = new RunTape()
                .watches(run, before(0), version -> version.of().equals("plan") || !version.ends())
                .write();
        try (ReplayBed bed = new ReplayBed(tape)) {
            assertThat(bed.failure(run, new RunLog()))
                    .hasMessageContaining("Plan " + end + " in the run of Migration " + run.migrationName())
                    .hasMessageContainingAll(reasons.toArray(CharSequence[]::new));
        }
    }

    @Test
    public void aCancelThatWasWantedIsAGoodEnd() throws IOException {
        RecordedRun run = RecordedRun.own(CANCELED);
        Path tape = new RunTape()
                .creates(run)
                .changes(run, before(50))
                .watches(run, before(50))
                .write();
        try (Narration told = new Narration();
                ReplayBed bed = new ReplayBed(tape)) {
            MigrationOutcome executed =
                    bed.runs(run, true, name -> run.migrationName()).execute();

            assertThat(executed.migration().has("Canceled")).isTrue();
            assertThat(executed.migration().getStatus().vms())
                    .hasSize(2)
                    .allMatch(vm -> vm.has("Canceled") && vm.phase().equals("Completed"));
            assertNarrated(
                    told,
                    Map.of("with-snapshot", "DiskAllocation, Canceled", "mtv-win2019-79", "DiskAllocation, Canceled"));
            assertThat(new LoggedVm(executed.log(), "id-of-with-snapshot").phases())
                    .containsExactly("AllocateDisks", "Completed");
        }
    }

    /** The larger set, of which the project keeps a copy without what these tests do not take. */
    @Test
    public void theCopySaysWhatWasRecorded() throws IOException {
        if (!Files.isDirectory(MORE)) {
            throw new SkipException("no " + MORE + ": the project's copy is not compared with it");
        }
        for (String id : ALL) {
            RecordedRun own = RecordedRun.own(id);
            RecordedRun whole = RecordedRun.in(MORE.resolve(id + ".json"));
            assertThat(own.versions()).as(id).isEqualTo(whole.versions());
            for (String part : List.of("plan", "migration", "migrationAtFirst")) {
                assertThat(own.json().path(part))
                        .as(id + " " + part)
                        .isEqualTo(whole.json().path(part));
            }
            whole.json()
                    .path("phases")
                    .properties()
                    .forEach(vm -> assertThat(own.json().path("phases").path(vm.getKey()))
                            .as(id + " " + vm.getKey())
                            .isEqualTo(second(vm.getValue())));
        }
        try (var files = Files.list(MORE)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    private static JsonNode second(JsonNode pairs) {
        var names = JsonNodeFactory.instance.arrayNode();
        pairs.forEach(pair -> names.add(pair.path(1)));
        return names;
    }

    private static Predicate<RecordedRun.Version> before(double seconds) {
        return version -> version.at() <= seconds;
    }

    private static Instant at(int seconds) {
        return RecordedRun.START.plusSeconds(seconds);
    }

    private static List<String> ids(List<VmStatus> vms) {
        return vms.stream().map(VmStatus::id).toList();
    }

    /** A comma is between two lines, unless a step is told with more. */
    private static List<String> words(String lines) {
        return Arrays.stream(lines.split(", (?!precopy|paused)")).toList();
    }

    private static void assertNarrated(Narration told, Map<String, String> narrated) {
        narrated.forEach((vm, lines) -> assertThat(told.of(vm)).as(vm).containsExactlyElementsOf(words(lines)));
        assertThat(told.others()).isEmpty();
    }

    private static void assertPhases(RecordedRun run, RunLog log) {
        run.json().path("phases").properties().forEach(vm -> {
            List<String> phases = new ArrayList<>();
            vm.getValue().forEach(phase -> phases.add(phase.asText()));
            assertThat(new LoggedVm(log, run.vms().get(vm.getKey())).phases())
                    .as(vm.getKey())
                    .containsExactlyElementsOf(phases);
        });
    }
}
