package mtv.scenario;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The names of a run are labels that a cluster accepts and that no other run has. */
public class ResourceNamesTest {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    @Test
    public void aRunHasAnIdOfItsOwn() {
        assertThat(ResourceNames.ofNewRun("auto").session()).matches("mtv-[a-z2-9]{5}");
        assertThat(ResourceNames.of("auto", new Random(1))).isNotEqualTo(ResourceNames.of("auto", new Random(2)));
    }

    @Test
    public void theTargetNamespaceBeginsWithThePrefixAndEndsWithTheId() {
        ResourceNames names = new ResourceNames("mtv-7k2p9", "auto");
        assertThat(names.targetNamespace()).isEqualTo("auto-mtv-7k2p9");
        assertThat(new ResourceNames("mtv-7k2p9", "p".repeat(63)).targetNamespace())
                .matches(LABEL)
                .hasSizeLessThanOrEqualTo(63)
                .startsWith("ppp")
                .endsWith("-mtv-7k2p9");
    }

    @Test
    public void aResourceBeginsWithTheId() {
        assertThat(new ResourceNames("mtv-7k2p9", "auto").resource("local-ocp-provider"))
                .isEqualTo("mtv-7k2p9-local-ocp-provider");
    }

    @DataProvider
    Object[][] texts() {
        return new Object[][] {
            {"-a-", "a"},
            {"Plan for RHEL_8.6", "plan-for-rhel-8-6"},
            {"a--b", "a-b"},
            {"x".repeat(63), "x".repeat(63)},
        };
    }

    @Test(dataProvider = "texts")
    public void aTextBecomesALabel(String text, String label) {
        assertThat(ResourceNames.label(text)).isEqualTo(label).matches(LABEL);
    }

    @Test
    public void aLongTextHasAChecksumInItsMiddle() {
        String one = ResourceNames.label("mtv-7k2p9-" + "a".repeat(80) + "-map");
        String other = ResourceNames.label("mtv-7k2p9-" + "a".repeat(81) + "-map");
        assertThat(one)
                .matches(LABEL)
                .hasSizeLessThanOrEqualTo(63)
                .startsWith("mtv-7k2p9-a")
                .endsWith("a-map");
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    public void aTextCutBesideADashIsALabel() {
        for (int dashAt = 15; dashAt < 60; dashAt++) {
            assertThat(ResourceNames.label("a".repeat(dashAt) + "-" + "b".repeat(70)))
                    .matches(LABEL);
        }
    }

    /** Names of VMs as people write them, and random texts. */
    @Test
    public void differentTextsHaveDifferentNames() {
        ResourceNames names = new ResourceNames("mtv-7k2p9", "auto");
        Map<String, String> byName = new HashMap<>();
        List<String> texts = new ArrayList<>(List.of(
                "web_1",
                "web-1",
                "Web-1",
                "web 1",
                "web.1",
                "-web-1",
                "web--1",
                "\u4e2d\u6587",
                "\u65e5\u672c",
                "",
                "-",
                " ",
                "a".repeat(80),
                "a".repeat(81),
                "A".repeat(80),
                "\ud800",
                "\ufffd",
                "?",
                "\u00e9",
                "e\u0301"));
        Random random = new Random(5);
        String letters = "ab-_. A\u00e9\u4e2d0";
        for (int count = 0; count < 20_000; count++) {
            texts.add(random.ints(random.nextInt(9), 0, letters.length())
                    .mapToObj(each -> letters.substring(each, each + 1))
                    .collect(Collectors.joining()));
        }
        new ArrayList<>(texts).stream().limit(2000).map(ResourceNames::distinct).forEach(texts::add);
        for (String text : texts) {
            String name = names.resource(ResourceNames.distinct(text) + "-test-cold-1");
            assertThat(name).matches(LABEL);
            assertThat(byName.putIfAbsent(name, text)).isIn(null, text);
            assertThat(names.resource(ResourceNames.distinct(text) + "-test-cold-1"))
                    .isEqualTo(name);
        }
        assertThat(ResourceNames.distinct("mtv-tests-rhel8")).isEqualTo("mtv-tests-rhel8");
    }

    @Test
    public void aTextWithoutLettersAndDigitsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResourceNames.label("--"))
                .withMessageContaining("\"--\"");
    }
}
