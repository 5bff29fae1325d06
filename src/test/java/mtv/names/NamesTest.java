package mtv.names;

import mtv.names.gotemplate.TemplateException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class NamesTest {

    private static final String CHARACTERS = "abzABZ019-._+*/\\ äß€!()[]";

    @DataProvider
    public Object[][] vmNames() {
        String long70 = "a".repeat(70);
        return new Object[][] {
            {"", "web-a", "web-a"},
            {"", "DB_Main 01", "db-main-01"},
            {"", "app.v2", "app.v2"},
            {"", "App..V2.", "app.v2"},
            {"", "-a+b*c/d\\e-", "a-b-c-d-e"},
            {"", "a(b)ü", "ab"},
            {"", "A--__--b", "a-b"},
            {"", long70, long70},
            {"", "X" + long70, "x" + "a".repeat(62)},
            {"", "X" + "a".repeat(61) + ".b", "x" + "a".repeat(61)},
            {"", "___", "vm- followed by 4 random characters"},
            {"", "Taken", "taken- followed by 4 random characters"},
            {"Any Thing", "web-a", "Any Thing"},
        };
    }

    @Test(dataProvider = "vmNames")
    public void aVmIsNamedByTheRules(String target, String source, String expected) {
        assertThat(VmNames.expected(target, source, Set.of("taken"))).hasToString(expected);
    }

    @Test
    public void aLongNameThatIsTakenIsCutForItsSuffix() {
        String name = "x".repeat(63);
        assertThat(VmNames.expected("", name.toUpperCase(java.util.Locale.ROOT), Set.of(name)))
                .isEqualTo(new ExpectedName("x".repeat(58) + "-", 4));
    }

    @Test
    public void aNameInTemplatesIsALabelAndNeverRandom() {
        assertThat(VmNames.inTemplates(" given ", "new", "a", "vm-1")).isEqualTo("given");
        assertThat(VmNames.inTemplates("", "new", "a", "vm-1")).isEqualTo("new");
        assertThat(VmNames.inTemplates("", "", "a-b", "vm-1")).isEqualTo("a-b");
        assertThat(VmNames.inTemplates("", "", "A_b", "vm-1")).isEqualTo("a-b");
        assertThat(VmNames.inTemplates("", "", "___", "VM-1")).isEqualTo("vm-1");
        assertThat(VmNames.inTemplates("", "", "___", "__")).isEqualTo("vm-0000");
    }

    @Test
    public void anyChangedNameIsAcceptedByKubernetesAndStays() {
        anyText(name -> {
            String changed = VmNames.changed(name);
            assertThat(changed.length()).as(name).isLessThanOrEqualTo(63);
            assertThat(changed.isEmpty() || DnsNames.isSubdomain(changed))
                    .as(name)
                    .isTrue();
            assertThat(VmNames.changed(changed)).as(name).isEqualTo(changed);
            assertThat(changed).as(name).doesNotContain("--", "..");
        });
    }

    @Test
    public void aValidNameIsNotChanged() {
        anyText(name -> {
            if (DnsNames.isSubdomain(name)) {
                assertThat(VmNames.expected("", name, Set.of(name))).isEqualTo(ExpectedName.exactly(name));
            }
        });
    }

    @Test
    public void anExpectedNameMatchesOnlyItsOwnNames() {
        ExpectedName name = new ExpectedName("web-", 4);
        assertThat(List.of("web-a1b2")).allMatch(name::matches);
        assertThat(List.of("web-", "web-a1b", "web-a1b2c", "web-A1b2", "wob-a1b2", "web-a1-2"))
                .noneMatch(name::matches);
        assertThat(ExpectedName.exactly("web").matches("web")).isTrue();
        assertThat(ExpectedName.exactly("web").matches("web1")).isFalse();
    }

    @Test
    public void theTemplateOfTheVmWins() {
        assertThat(PvcNames.of("v", "p", true, false)).isEqualTo(new PvcNames("v", true));
        assertThat(PvcNames.of("", "p", null, false)).isEqualTo(new PvcNames("p", true));
        assertThat(PvcNames.of("", "", null, false)).isEqualTo(new PvcNames(PvcNames.DEFAULT, true));
        assertThat(PvcNames.of("", "", null, true)).isEqualTo(new PvcNames(PvcNames.DEFAULT_OF_OPENSHIFT, false));
        assertThat(PvcNames.of("", "", false, false).generateName()).isFalse();
    }

    @Test
    public void aVolumeIsNamedByItsTemplate() {
        Map<String, Object> disk = Map.of("PlanName", "a-plan-with-a-long-name", "TargetVmName", "web", "DiskIndex", 1);
        assertThat(new PvcNames(PvcNames.DEFAULT, false).name(disk)).hasToString("a-plan-with-a-l-web-disk-1");
        assertThat(new PvcNames("{{.TargetVmName}}", true).name(disk)).isEqualTo(new ExpectedName("web-", 5));
        assertThat(new PvcNames("{{repeat 60 \"x\"}}", true).name(disk)).isEqualTo(new ExpectedName("x".repeat(58), 5));
    }

    @Test
    public void aTemplateThatRendersNoLabelIsRefused() {
        for (String template : List.of("", "Web", "a.b", "-a", "a-", "{{repeat 64 \"x\"}}", "a b")) {
            assertThatThrownBy(() -> new PvcNames(template, false).name(Map.of()))
                    .as(template)
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("which is no DNS-1123 label of at most 63 characters");
        }
        assertThat(new PvcNames("{{repeat 63 \"x\"}}", false).name(Map.of()).fixed())
                .hasSize(63);
    }

    @Test
    public void twoVolumesOfOneExactNameCollide() {
        List<Map<String, Object>> disks = List.of(Map.of("DiskIndex", 0), Map.of("DiskIndex", 1));
        assertThat(new PvcNames("d{{.DiskIndex}}", false).names(disks))
                .extracting("fixed")
                .containsExactly("d0", "d1");
        assertThat(new PvcNames("d", true).names(disks)).hasSize(2);
        assertThatThrownBy(() -> new PvcNames("d", false).names(disks))
                .hasMessage("template d renders \"d\" for two disks; use {{.DiskIndex}} to tell them apart");
    }

    /** Some thousand texts of ordinary and awkward characters; a failure names the one. */
    private static void anyText(Consumer<String> property) {
        Random random = new Random(20260822);
        for (int i = 0; i < 5000; i++) {
            int length = random.nextInt(i % 10 == 0 ? 150 : 12);
            property.accept(random.ints(length, 0, CHARACTERS.length())
                    .mapToObj(c -> CHARACTERS.substring(c, c + 1))
                    .collect(Collectors.joining()));
        }
    }
}
