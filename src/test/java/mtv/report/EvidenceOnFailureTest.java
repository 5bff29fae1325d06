package mtv.report;

import mtv.Scratch;
import mtv.settings.EvidenceSettings;
import mtv.settings.value.EvidenceOccasion;
import mtv.settings.value.GatherOccasion;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** A failure leaves what the clusters could tell; nothing else does. */
public class EvidenceOnFailureTest {
    private Path root;

    @BeforeMethod
    public void makeRoot() throws IOException {
        root = Scratch.folder("evidence");
    }

    @Test
    public void aFailedLinkLeavesEvidenceInAFolderOfItsOwn() {
        new Chain().suite("broken", "createPlan").run(listener(EvidenceOccasion.ON_FAILURE));
        assertThat(root.resolve("cold-one-VM/Links/createPlan/-plan.yaml")).hasContent("kind: Plan");
    }

    @Test
    public void aFailedSetupDoesToo() {
        new Chain().suite("broken", "openBed").run(listener(EvidenceOccasion.ON_FAILURE));
        assertThat(root.resolve("cold-one-VM/Links/openBed")).isNotEmptyDirectory();
    }

    @Test
    public void whatPassesOrIsSkippedLeavesNothing() {
        new Chain().run(listener(EvidenceOccasion.ON_FAILURE));
        new Chain().suite("broken", "gate").run(listener(EvidenceOccasion.ON_FAILURE));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    public void aFailedCollectionIsAWarning() {
        assertThat(new Chain().suite("broken", "evidence").run(listener(EvidenceOccasion.ON_FAILURE)))
                .containsExactly("WARN No evidence of Links.executeMigration: java.lang.IllegalStateException: the"
                        + " cluster is gone");
    }

    @Test
    public void whoWantsNoneGetsNone() {
        new Chain().suite("broken", "createPlan").run(listener(EvidenceOccasion.NONE));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    public void whoWantsItAlwaysGetsItOfEachTest() {
        new Chain().run(listener(EvidenceOccasion.ALWAYS));
        assertThat(root.resolve("cold-one-VM/Links"))
                .isDirectoryContaining("glob:**createPlan")
                .isDirectoryContaining("glob:**checkVms");
    }

    @Test
    public void whatCameOfTheMustGatherLiesBesideTheEvidence() {
        new Chain().suite("broken", "createPlan").run(gathering(EvidenceOccasion.ON_FAILURE));
        assertThat(root.resolve("cold-one-VM/Links/createPlan/must-gather.txt"))
                .hasContent("no must-gather: there is no image");
        assertThat(root.resolve("cold-one-VM/Links/createPlan/-plan.yaml")).exists();
    }

    @Test
    public void itComesWithoutOtherEvidenceAndOnlyOfFailures() {
        new Chain().suite("broken", "createPlan").run(gathering(EvidenceOccasion.NONE));
        assertThat(root.resolve("cold-one-VM/Links/createPlan"))
                .isDirectoryContaining("glob:**must-gather.txt")
                .isDirectoryNotContaining("glob:**-plan.yaml");
        new Chain().run(gathering(EvidenceOccasion.ALWAYS));
        assertThat(root.resolve("cold-one-VM/Links/checkVms")).isDirectoryNotContaining("glob:**must-gather*");
    }

    @Test
    public void aFailedMustGatherIsAWarningBesideTheOneOfTheCollection() {
        assertThat(new Chain().suite("broken", "evidence").run(gathering(EvidenceOccasion.ON_FAILURE)))
                .containsExactly(
                        "WARN No evidence of Links.executeMigration: java.lang.IllegalStateException: the cluster is"
                                + " gone",
                        "WARN No must-gather of Links.executeMigration: java.lang.IllegalStateException: the pod is"
                                + " gone");
    }

    private EvidenceOnFailure listener(EvidenceOccasion occasion) {
        return new EvidenceOnFailure(new EvidenceSettings(occasion, root, GatherOccasion.NEVER));
    }

    private EvidenceOnFailure gathering(EvidenceOccasion occasion) {
        return new EvidenceOnFailure(new EvidenceSettings(occasion, root, GatherOccasion.ON_FAILURE));
    }
}
