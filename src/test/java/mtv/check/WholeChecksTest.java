package mtv.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import mtv.check.compare.Finding;
import mtv.check.compare.RunFacts;
import mtv.check.whole.WholeChecks;
import mtv.vm.Document;
import mtv.vm.Documents;
import org.testng.annotations.Test;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Which documents of a migration are looked at as a whole, and what is said when one is not there. */
public class WholeChecksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    public void whatWasNotReadWholeIsNotComparable() {
        assertThat(ofVm())
                .containsExactly(
                        "web: VirtualMachine not comparable: there is none to look at",
                        "web: VirtualMachineInstance not comparable: there is none to look at",
                        "web: PersistentVolumeClaim, PersistentVolume not comparable: there is none to look at",
                        "web: SourceAfter not comparable: there is none to look at");
        assertThat(unexplained(CheckRunner.run(SampleRun.warm())))
                .hasSize(4)
                .allMatch(said -> said.endsWith("not comparable: there is none to look at"));
    }

    @Test
    public void aFieldThatNobodyExplainsIsFoundInEachDocument() throws JsonProcessingException {
        for (String role : List.of(
                "VirtualMachine",
                "VirtualMachineInstance",
                "PersistentVolumeClaim",
                "PersistentVolume",
                "SourceAfter")) {
            assertThat(ofVm(document(role, "{\"odd\": {\"field\": 1}}")))
                    .as(role)
                    .anyMatch(said -> said.contains(role + " x /odd/field expected nothing"));
        }
        for (String role :
                List.of("Plan", "Migration", "NetworkMap", "StorageMap", "SourceProvider", "DestinationProvider")) {
            RunFacts run =
                    SampleRun.warm().withDocuments(new Documents(List.of(document(role, "{\"odd\": {\"field\": 1}}"))));
            assertThat(unexplained(CheckRunner.run(run)))
                    .as(role)
                    .anyMatch(said -> said.contains("unexplained " + role + " x /odd/field expected nothing"));
        }
    }

    @Test
    public void whyTheClusterCouldNotBeAskedIsSaid() {
        assertThat(ofVm(new Document(
                        WholeChecks.NO_DEFAULTS, "VirtualMachine", TextNode.valueOf("no right to create"))))
                .contains("web: what the cluster adds to a VirtualMachine not comparable: no right to create");
        assertThat(ofVm(new Document("NotListed", "volumes", TextNode.valueOf("no right to list"))))
                .contains("web: volumes not comparable: no right to list");
    }

    @Test
    public void aSourceThatIsGoneAfterwardsIsADifference() throws JsonProcessingException {
        Document before = document("SourceBefore", "{}");
        assertThat(ofVm(before))
                .contains("web: source VM expected web (inventory before the migration),"
                        + " but was nothing (inventory after it)");
        assertThat(ofVm(before, document("SourceAfter", "{}"))).noneMatch(said -> said.contains("source VM"));
    }

    @Test
    public void aVmThatRunsHasAnInstance() throws JsonProcessingException {
        Document runs = document("VirtualMachine", "{\"status\": {\"printableStatus\": \"Running\"}}");
        assertThat(ofVm(runs))
                .contains("web: instance expected an instance (printableStatus Running of the VM),"
                        + " but was none (instances of the VM's namespace)");
        assertThat(ofVm(runs, document("VirtualMachineInstance", "{}")))
                .contains("web: instance is an instance (instances of the VM's namespace)");
        Document off = document("VirtualMachine", "{\"status\": {\"printableStatus\": \"Stopped\"}}");
        assertThat(ofVm(off)).noneMatch(said -> said.startsWith("web: instance "));
    }

    private static Document document(String role, String tree) throws JsonProcessingException {
        return new Document(role, "x", JSON.readTree(tree));
    }

    private static List<String> ofVm(Document... documents) {
        return unexplained(CheckRunner.vm(SampleVm.vm().withDocuments(new Documents(List.of(documents)))));
    }

    private static List<String> unexplained(List<Finding> findings) {
        return Stream.of(findings)
                .flatMap(List::stream)
                .filter(finding -> finding.check().endsWith(WholeChecks.ID))
                .map(Finding::toString)
                .toList();
    }
}
