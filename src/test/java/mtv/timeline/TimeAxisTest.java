package mtv.timeline;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The lines of the axis are at times that people say. */
public class TimeAxisTest {

    private static final Instant START = Instant.parse("2026-03-04T10:00:07.500Z");

    @DataProvider
    public Object[][] lengths() {
        return new Object[][] {
            {"PT8S", "10:00:08", "10:00:09"},
            {"PT1M", "10:00:10", "10:00:20"},
            {"PT20M", "10:05:00", "10:10:00"},
            {"PT3H", "10:30:00", "11:00:00"},
            {"P2D", "12:00:00", "18:00:00"},
        };
    }

    @Test(dataProvider = "lengths")
    public void theyAreRoundAndNotMany(String length, String first, String second) {
        List<Instant> ticks = TimeAxis.ticks(START, START.plus(Duration.parse(length)));
        assertThat(ticks.get(0)).isEqualTo("2026-03-04T" + first + "Z");
        assertThat(ticks.get(1)).isEqualTo("2026-03-04T" + second + "Z");
        assertThat(ticks)
                .hasSizeBetween(3, 10)
                .allSatisfy(tick -> assertThat(tick).isBetween(START, START.plus(Duration.parse(length))));
    }

    @Test
    public void aMomentHasItsStart() {
        assertThat(TimeAxis.ticks(START, START.plusMillis(100))).containsExactly(START);
    }

    @Test
    public void monthsHaveFewToo() {
        assertThat(TimeAxis.ticks(START, START.plus(Duration.ofDays(400)))).hasSizeBetween(3, 10);
    }
}
