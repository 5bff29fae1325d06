package mtv.check;

import mtv.check.compare.Canary;
import mtv.check.compare.Canary.Write;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.having;
import static mtv.check.SampleVm.told;
import static org.assertj.core.api.Assertions.assertThat;

/** What a guest wrote while it was copied, and what is said when the migrated guest has it not, or not all. */
public class CanaryFilesTest {

    private static final Canary CANARY = new Canary(
            "/var/tmp/c",
            List.of(
                    new Write(1, "before the first copy"),
                    new Write(2, "after copy 1"),
                    new Write(3, "after copy 2"),
                    new Write(4, "at the cutover")));

    @DataProvider
    public Object[][] losses() {
        return new Object[][] {
            {files(1, 2, 3), "older: the newest is write 3, after copy 2, so what was written since is lost"},
            {files(1), "older: the newest is write 1, before the first copy, so what was written since is lost"},
            {files(1, 3, 4), "lost between: write 2, after copy 1 is missing, and later ones are there"},
            {files(2, 3, 4), "lost between: write 1, before the first copy is missing, and later ones are there"},
            {"", "lost: none of them"},
            {"/var/tmp/c/*: ", "lost: none of them"},
            {"sh: for: not found", "lost: none of them"},
            {
                files(1, 2, 3) + "\n/var/tmp/c/4: canary 4 ",
                "torn: write 4, at the cutover is there, and its content is another one"
            },
            {
                files(2, 3) + "\n/var/tmp/c/4: ",
                "torn: write 4, at the cutover is there, and its content is another one, and these are missing:"
                        + " [1, before the first copy]"
            },
            {
                files(1, 2, 3) + "\n/var/tmp/c/4: " + CANARY.line(3),
                "torn: write 4, at the cutover is there, and its content is another one"
            },
        };
    }

    @Test(dataProvider = "losses")
    public void whatIsLostIsToldApart(String shown, String words) {
        assertThat(said(writing(Optional.of(CANARY), shown))).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.DIFFERENT);
            assertThat(finding.expected().text()).isEqualTo("all of 4 writes, the last one 4, at the cutover");
            assertThat(finding.expected().origin()).isEqualTo("what the source's guest confirmed, in /var/tmp/c");
            assertThat(finding.actual().text()).isEqualTo(words);
        });
    }

    @Test
    public void whatIsAllThereIsNoDifference() {
        assertThat(said(writing(
                        Optional.of(CANARY), files(4, 2, 1, 3) + "\n/var/tmp/c/5: of a write that came too late")))
                .extracting(Finding::toString)
                .containsExactly(
                        "web: canary is all of 4 writes, the last one 4, at the cutover (the migrated guest's shell)");
    }

    @Test
    public void whereNobodyWroteOrLooksNothingIsCompared() {
        assertThat(said(writing(Optional.empty(), "")))
                .extracting(Finding::note)
                .containsExactly("the scenario asks for none");
        VmFacts unseen = having(
                        v -> v.withGuest(v.guest().map(guest -> guest.visited(Fact.unknown("check_ssh is false")))))
                .withExpected(SampleVm.expected().withCanary(Optional.of(CANARY)));
        assertThat(said(unseen))
                .extracting(Finding::note)
                .containsExactly("nobody logged in to look for what the source's guest wrote");
    }

    @Test
    public void eachWriteHasALineOfItsOwn() {
        assertThat(Stream.of(1, 2, 10).map(CANARY::line)).doesNotHaveDuplicates();
        assertThat(CANARY.line(1)).isNotEqualTo(new Canary("/var/tmp/d", List.of()).line(1));
        assertThat(CANARY.write(2)).contains("'" + CANARY.line(2) + "' > /var/tmp/c/2 && sync");
    }

    private static String files(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> CANARY.file(number) + ": " + CANARY.line(number))
                .collect(Collectors.joining("\n"));
    }

    private static VmFacts writing(Optional<Canary> canary, String shown) {
        return asked(e -> e.withCanary(canary))
                .withDestination(having(v -> v.withGuest(v.guest()
                                .map(guest -> guest.visited(told(DestinationVm.Visit.letIn(
                                        "root", told("b-1"), Map.of(CANARY.show(), shown)))))))
                        .destination());
    }

    private static List<Finding> said(VmFacts vm) {
        return CheckRunner.vm(vm).stream()
                .filter(finding -> finding.check().equals("guest-canary"))
                .toList();
    }
}
