package mtv.steps.progress;

import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** How fast it is said to go, and how long it is said to take, of copies with given times and amounts. */
public class CopyForecastTest {

    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
    private static final int STEP = 5;
    private static final long TOTAL = 10_240;

    private CopyForecast forecast;
    private int now;

    @BeforeMethod
    public void begin() {
        forecast = new CopyForecast();
        now = 0;
    }

    @Test
    public void theRestTakesAsLongAsTheRateOfNowSays() {
        look(60, second -> second * 20L);
        assertThat(words("web", 1200)).isEqualTo("20 MiB/s, about 480 s left"); // 9040 MiB are 452 s
    }

    @Test
    public void aCopyThatBecameSlowIsNotDoneAsEarlyAsItsAverageSays() {
        look(60, second -> second * 100L);
        look(60, second -> 6000 + second * 4L);
        assertThat(words("web", 6240)).isEqualTo("4.0 MiB/s, about 17 min left"); // on average 52 MiB/s and 77 s
    }

    @Test
    public void withinTheFirstSecondsNothingIsSaidOfTheRest() {
        look(10, second -> second * 20L);
        assertThat(words("web", 200)).isEqualTo("20 MiB/s");
        look(10, second -> 200 + second * 20L);
        assertThat(words("web", 400)).isEqualTo("20 MiB/s, about 510 s left");
    }

    @Test
    public void aSingleLeapDoesNotTellHowItGoesOn() {
        look(5, second -> 0);
        look(30, second -> 3000);
        assertThat(words("web", 3000)).isEqualTo("100 MiB/s");
    }

    @Test
    public void theWaitForTheBeginningOfACopyIsNotPartOfIt() {
        look(300, second -> 0);
        look(20, second -> second * 20L);
        assertThat(words("web", 400)).isEqualTo("20 MiB/s, about 510 s left");
    }

    @Test
    public void aCopyThatStandsStillHasNeitherRateNorRest() {
        look(60, second -> second * 20L);
        look(60, second -> 1200);
        assertThat(words("web", 1200)).isEmpty();
        look(20, second -> 1200 + second * 40L);
        assertThat(words("web", 2000)).as("it goes on").isEqualTo("40 MiB/s, about 210 s left");
    }

    @Test
    public void nobodyLooksForALongTime() {
        look(60, second -> second * 20L);
        now += 3600;
        assertThat(words("web", 1200)).isEmpty();
    }

    @Test
    public void aCopyThatBeginsAnewIsMeasuredAnew() {
        look(60, second -> second * 100L);
        look(5, second -> 0);
        assertThat(words("web", 0)).isEmpty();
        look(20, second -> second * 10L);
        assertThat(words("web", 200)).isEqualTo("10 MiB/s, about 17 min left"); // 10040 MiB are 1004 s
    }

    @Test
    public void looksThatAreCloseTogetherCountLikeOthers() {
        for (int i = 0; i <= 20_000; i++) {
            forecast.saw(totals(vm("web", i / 50, TOTAL)), START.plusMillis(i));
        }
        now = 20;
        assertThat(words("web", 400)).isEqualTo("20 MiB/s, about 510 s left");
    }

    @Test
    public void whereTheTotalIsUnknownOrReachedNoRestIsSaid() {
        look(60, second -> second * 20L);
        assertThat(forecast.words(vm("web", 1200, 0), time())).isEqualTo("20 MiB/s");
        assertThat(forecast.words(vm("web", 1200, 1200), time())).isEqualTo("20 MiB/s");
        assertThat(forecast.words(vm("web", 1200, 1000), time()))
                .as("more than the total")
                .isEqualTo("20 MiB/s");
        assertThat(forecast.words(totals(vm("web", 1200, TOTAL), waiting("db", 0)), time()))
                .as("nobody knows how much db is")
                .isEqualTo("20 MiB/s");
    }

    @Test
    public void whatIsNotCopiedNowHasNeitherRateNorRest() {
        look(60, second -> second * 20L);
        VmProgress paused = new VmProgress(
                "web",
                "web",
                "DiskTransfer, paused after precopy 1",
                false,
                false,
                1200,
                TOTAL,
                Optional.empty(),
                Optional.of(START));
        assertThat(forecast.words(paused, time())).isEmpty();
        assertThat(forecast.words(vm("other", 0, TOTAL), time()))
                .as("never seen")
                .isEmpty();
    }

    @Test
    public void allTogetherIncludeThoseThatWaitForTheirTurn() {
        for (int second = 0; second <= 60; second += STEP) {
            now = second;
            forecast.saw(
                    totals(vm("a", second * 20L, TOTAL), vm("b", second * 30L, TOTAL), waiting("c", TOTAL)), time());
        }
        ProgressTotals totals = totals(vm("a", 1200, TOTAL), vm("b", 1800, TOTAL), waiting("c", TOTAL));
        assertThat(forecast.words(totals, time())).isEqualTo("50 MiB/s, about 570 s left"); // 27720 MiB are 554.4 s
        assertThat(totals.words(forecast, time()))
                .isEqualTo("3 VMs: 2 DiskTransfer, 1 waiting; 2.9 of 30.0 GiB, 50 MiB/s, about 570 s left");
    }

    @Test
    public void aVmThatIsDoneMakesRoomForTheNextAtTheSameRate() {
        for (int second = 0; second <= 60; second += STEP) {
            now = second;
            long first = Math.min(600, second * 20L);
            forecast.saw(totals(vm("a", first, 600), vm("b", Math.max(0, second * 20L - 600), TOTAL)), time());
        }
        assertThat(forecast.words(totals(ended("a", 600, 600), vm("b", 600, TOTAL)), time()))
                .isEqualTo("20 MiB/s, about 510 s left"); // 9640 MiB are 482 s
    }

    @Test
    public void allTogetherTakeNoLessThanTheSlowest() {
        for (int second = 0; second <= 60; second += STEP) {
            now = second;
            forecast.saw(totals(vm("a", second * 160L, TOTAL), vm("b", second, TOTAL)), time());
        }
        ProgressTotals totals = totals(vm("a", 9600, TOTAL), vm("b", 60, TOTAL));
        assertThat(forecast.words(totals, time())).isEqualTo("161 MiB/s, about 170 min left");
    }

    @Test
    public void theSlowestOfManySayHowLongTheyTake() {
        for (int second = 0; second <= 60; second += STEP) {
            now = second;
            forecast.saw(crowd(second), time());
        }
        assertThat(crowd(60).words(forecast, time()))
                .contains("; slowest: vm-1 (DiskTransfer, 0.1 of 10.0 GiB, about 170 min left), vm-2 (DiskTransfer, ");
    }

    @Test
    public void ofVmsThatHaveAllEndedNothingIsSaid() {
        look(60, second -> second * 20L);
        assertThat(forecast.words(totals(ended("web", 1200, TOTAL)), time())).isEmpty();
    }

    private static ProgressTotals crowd(int second) {
        return new ProgressTotals(IntStream.rangeClosed(1, 8)
                .mapToObj(i -> vm("vm-" + i, (long) second * i, TOTAL))
                .toList());
    }

    /** Every five seconds, for so many seconds, at a copy of which so much is done in each second since now. */
    private void look(int seconds, IntToLongFunction done) {
        for (int second = STEP; second <= seconds; second += STEP) {
            now += STEP;
            forecast.saw(totals(vm("web", done.applyAsLong(second), TOTAL)), time());
        }
    }

    private String words(String name, long done) {
        return forecast.words(vm(name, done, TOTAL), time());
    }

    private Instant time() {
        return START.plusSeconds(now);
    }

    private static ProgressTotals totals(VmProgress... vms) {
        return new ProgressTotals(List.of(vms));
    }

    private static VmProgress vm(String name, long done, long total) {
        return new VmProgress(
                name, name, "DiskTransfer", false, true, done, total, Optional.empty(), Optional.of(START));
    }

    private static VmProgress waiting(String name, long total) {
        return new VmProgress(name, name, "waiting", false, false, 0, total, Optional.empty(), Optional.empty());
    }

    private static VmProgress ended(String name, long done, long total) {
        return new VmProgress(name, name, "Succeeded", true, false, done, total, Optional.empty(), Optional.of(START));
    }
}
