package mtv.scale;

import mtv.Scratch;
import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.Precopy;
import mtv.model.Progress;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.model.WarmStatus;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is measured of a migration, how it is written, and what the comparison of two runs says. */
public class ScaleTableTest {

    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

    @Test
    public void stepsAndThroughputAreThoseOfTheVms() {
        List<VmTimes> vms = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> VmTimes.of(cold(100 * i), Optional.of(Duration.ofSeconds(10L * i))))
                .toList();
        assertThat(ScaleFile.text(new ScaleTable("cold", "remote", vms, Map.of("nic-mac", 3L))))
                .isEqualTo(ScaleFile.NAMES + """

                        cold,remote,20,200.0,step Initialize,s,60.0,60.0,60.0
                        cold,remote,20,200.0,step DiskTransfer,s,1000.0,1900.0,2000.0
                        cold,remote,20,200.0,whole,s,1060.0,1960.0,2060.0
                        cold,remote,20,200.0,downtime,s,100.0,190.0,200.0
                        cold,remote,20,200.0,throughput,MiB/s,10.2,5.4,5.1
                        cold,remote,20,200.0,difference nic-mac,findings,3.0,3.0,3.0
                        """);
    }

    @Test
    public void theThroughputOfAWarmMigrationIsThatOfItsFirstCopy() {
        VmStatus warm = cold(1000)
                .withWarm(new WarmStatus(
                        2,
                        0,
                        0,
                        null,
                        List.of(
                                new Precopy("a", null, null, START, START.plusSeconds(160), null),
                                new Precopy("b", null, null, START, START.plusSeconds(900), null))));
        assertThat(VmTimes.of(warm, Optional.empty()).rate()).contains(102.4);
    }

    @Test
    public void whatIsNotKnownIsNoRow() {
        VmStatus begun = VmStatusBuilder.builder()
                .id("vm-1")
                .pipeline(List.of(step("Initialize", 0, -1), step("DiskTransfer", 5, 3)))
                .build();
        ScaleTable table = new ScaleTable("cold", "local", List.of(VmTimes.of(begun, Optional.empty())), Map.of());
        assertThat(ScaleFile.text(table)).isEqualTo(ScaleFile.NAMES + "\n");
    }

    @Test
    public void theMigrationsOfARunShareAFileAndAreReadAsTheyWere() throws IOException {
        Path file = Scratch.folder("scale").resolve("deeper").resolve("run.csv");
        ScaleTable odd = new ScaleTable(
                "warm", "local", List.of(VmTimes.of(named("Odd, \"step\"\n"), Optional.empty())), Map.of());
        ScaleTable cold = table("cold", 100, 10);
        ScaleFile.add(file, cold);
        ScaleFile.add(file, odd);
        assertThat(Files.readAllLines(file)).filteredOn(ScaleFile.NAMES::equals).hasSize(1);
        List<ScaleRow> read = ScaleFile.read(file);
        assertThat(read).containsSubsequence(cold.rows().get(1), cold.rows().get(2));
        assertThat(read).last().extracting(ScaleRow::what).isEqualTo("step Odd   step  ");
        assertThat(ScaleFile.read(file.getParent())).isEqualTo(read);
    }

    @DataProvider
    public Object[][] comparisons() {
        return new Object[][] {
            {table("cold", 100, 10), table("cold", 125, 12), List.of()},
            {
                table("cold", 100, 10),
                table("cold", 126, 10),
                List.of(
                        "cold (remote), step DiskTransfer: p50 126.0, p95 126.0, max 126.0 s, before p50 100.0,"
                                + " p95 100.0, max 100.0 s",
                        "cold (remote), throughput: p50 81.3, p95 81.3, max 81.3 MiB/s, before p50 102.4, p95 102.4,"
                                + " max 102.4 MiB/s")
            },
            {table("cold", 100, 2), table("cold", 100, 7), List.of()},
            {table("cold", 1, 10), table("cold", 6, 10), List.of()},
            {
                table("cold", 100, 2),
                table("cold", 100, 8),
                List.of("cold (remote), downtime: p50 8.0, p95 8.0, max 8.0 s, before p50 2.0, p95 2.0, max 2.0 s")
            },
            {
                table("cold", 1000, 10),
                table("cold", 1400, 10),
                List.of("cold (remote), step DiskTransfer:", "cold (remote), throughput:", "cold (remote), whole:")
            },
            {
                table("cold", 100, 10, Map.of("nic-mac", 1L, "cpus", 2L)),
                table("cold", 100, 10, Map.of("nic-mac", 2L, "cpus", 1L, "serial", 1L)),
                List.of(
                        "cold (remote), difference nic-mac: 2 findings, before 1",
                        "cold (remote), difference serial: 1 findings, before 0")
            },
        };
    }

    @Test(dataProvider = "comparisons")
    public void whatGotSlowerOrNewlyDiffersIsNamed(ScaleTable before, ScaleTable after, List<String> worse) {
        List<String> told =
                ScaleComparison.of(before.rows(), after.rows(), 1.25).verdict().worse();
        assertThat(told).hasSameSizeAs(worse);
        for (int i = 0; i < worse.size(); i++) {
            assertThat(told.get(i)).startsWith(worse.get(i));
        }
    }

    @Test
    public void whatOnlyOneRunHasIsARemark() {
        List<ScaleRow> before = rows(table("cold", 100, 10, Map.of("serial", 1L)), table("warm", 1, 1));
        List<ScaleRow> after = rows(table("cold", 100, 10), table("other", 1, 1));
        ScaleComparison.Verdict verdict =
                ScaleComparison.of(before, after, 1.25).verdict();
        assertThat(verdict.worse()).isEmpty();
        assertThat(verdict.remarks())
                .containsExactly(
                        "warm (remote) was only migrated before",
                        "other (remote) was only migrated after",
                        "cold (remote), difference serial is gone");
    }

    @Test
    public void severalRunsCountByTheirMedian() {
        List<ScaleRow> before = rows(table("cold", 100, 10), table("cold", 500, 10), table("cold", 110, 10));
        assertThat(ScaleComparison.of(before, table("cold", 137, 10).rows(), 1.25)
                        .verdict()
                        .worse())
                .isEmpty();
        assertThat(ScaleComparison.of(before, table("cold", 138, 10).rows(), 1.25)
                        .verdict()
                        .worse())
                .hasSize(2);
    }

    @Test
    public void theCommandEndsWithWhatItFound() throws IOException {
        Path folder = Scratch.folder("scale");
        Path before = file(folder, "before", table("cold", 100, 10));
        Path after = file(folder, "after", table("cold", 200, 10));
        Path other = file(folder, "other", table("warm", 200, 10));
        assertThat(RunComparison.run(before.toString(), before.toString())).isZero();
        assertThat(RunComparison.run(before.toString(), after.toString())).isOne();
        assertThat(RunComparison.run("--ratio=2.5", before.toString(), after.toString()))
                .isZero();
        assertThat(RunComparison.run(before.toString(), other.toString())).isEqualTo(2);
        assertThat(RunComparison.run("--ratio=0.5", before.toString(), after.toString()))
                .isEqualTo(2);
        assertThat(RunComparison.run(before.toString())).isEqualTo(2);
        assertThat(RunComparison.run(before.toString(), folder.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    public void aFileThatIsNoneIsNamedWithItsLine() throws IOException {
        Path file = Scratch.folder("scale").resolve("run.csv");
        Files.writeString(file, ScaleFile.NAMES + "\ncold,remote,1,1.0,whole,s,1.0,much,1.0\n");
        assertThatThrownBy(() -> ScaleFile.read(file)).hasMessageContaining("run.csv:2: expected scenario,");
        Files.writeString(file, "a,b\n");
        assertThatThrownBy(() -> ScaleFile.read(file)).hasMessageContaining("run.csv:1: expected the line");
    }

    private static Path file(Path folder, String name, ScaleTable table) throws IOException {
        Path file = folder.resolve(name + ".csv");
        ScaleFile.add(file, table);
        return file;
    }

    private static List<ScaleRow> rows(ScaleTable... tables) {
        return Arrays.stream(tables).flatMap(table -> table.rows().stream()).toList();
    }

    private static ScaleTable table(String scenario, int transfer, int downtime) {
        return table(scenario, transfer, downtime, Map.of());
    }

    private static ScaleTable table(String scenario, int transfer, int downtime, Map<String, Long> differences) {
        VmTimes vm = VmTimes.of(cold(transfer), Optional.of(Duration.ofSeconds(downtime)));
        return new ScaleTable(scenario, "remote", List.of(vm), differences);
    }

    /** Of 10 GiB. */
    private static VmStatus cold(int transfer) {
        return VmStatusBuilder.builder()
                .id("vm-1")
                .started(START)
                .completed(START.plusSeconds(60L + transfer))
                .pipeline(List.of(step("Initialize", 0, 60), step("DiskTransfer", 60, 60 + transfer)))
                .build();
    }

    private static VmStatus named(String step) {
        return VmStatusBuilder.builder()
                .id("vm-1")
                .pipeline(List.of(step(step, 0, 1)))
                .build();
    }

    private static PipelineStep step(String name, int start, int end) {
        return PipelineStepBuilder.builder()
                .name(name)
                .progress(new Progress(0, 10_240))
                .started(START.plusSeconds(start))
                .completed(end < 0 ? null : START.plusSeconds(end))
                .build();
    }
}
