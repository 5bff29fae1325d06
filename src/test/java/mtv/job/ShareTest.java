package mtv.job;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class ShareTest {

    private static final Set<String> TESTS = Set.of("a", "b", "c", "d", "e", "f", "g");

    @Test
    public void everyTestIsInOneShare() {
        for (int count = 1; count <= 9; count++) {
            List<String> all = new ArrayList<>();
            for (Set<String> share : shares(count, Map.of("c", 100.0))) {
                all.addAll(share);
            }
            assertThat(all).as("%s shares", count).containsExactlyInAnyOrderElementsOf(TESTS);
        }
    }

    @Test
    public void theLongestHasAShareOfItsOwn() {
        Map<String, Double> durations =
                Map.of("a", 60.0, "b", 10.0, "c", 10.0, "d", 10.0, "e", 10.0, "f", 10.0, "g", 10.0);
        assertThat(shares(2, durations)).containsExactly(Set.of("a"), Set.of("b", "c", "d", "e", "f", "g"));
    }

    @Test
    public void whatWasNeverMeasuredCountsAsTheOthersDo() {
        Map<String, Double> durations = Map.of("a", 30.0, "b", 10.0);
        assertThat(shares(2, Set.of("a", "b", "new"), durations)).containsExactly(Set.of("a"), Set.of("b", "new"));
    }

    @Test
    public void theNumbersDifferByOneAtMostWhereNothingIsKnown() {
        assertThat(shares(4, Map.of())).extracting(Set::size).containsExactlyInAnyOrder(2, 2, 2, 1);
    }

    @DataProvider
    public Object[][] noShares() {
        return new Object[][] {{"4/4"}, {"-1/4"}, {"0/0"}, {"1"}, {"1/?"}, {""}, {"0/99999"}};
    }

    @Test(dataProvider = "noShares")
    public void whatIsNoShareIsRefused(String text) {
        assertThatThrownBy(() -> Share.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("share ");
    }

    private static List<Set<String>> shares(int count, Map<String, Double> durations) {
        return shares(count, TESTS, durations);
    }

    private static List<Set<String>> shares(int count, Set<String> tests, Map<String, Double> durations) {
        return IntStream.range(0, count)
                .<Set<String>>mapToObj(index -> new TreeSet<>(new Share(index, count).of(tests, durations)))
                .toList();
    }
}
