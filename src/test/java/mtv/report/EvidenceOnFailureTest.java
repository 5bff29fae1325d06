package mtv.report;

import mtv.Scratch;
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
        new Chain().suite("broken", "createPlan").run(new EvidenceOnFailure(root));
        assertThat(root.resolve("cold-one-VM/Links/createPlan/-plan.yaml")).hasContent("kind: Plan");
    }

    @Test
    public void aFailedSetupDoesToo() {
        new Chain().suite("broken", "openBed").run(new EvidenceOnFailure(root));
        assertThat(root.resolve("cold-one-VM/Links/openBed")).isNotEmptyDirectory();
    }

    @Test
    public void whatPassesOrIsSkippedLeavesNothing() {
        new Chain().run(new EvidenceOnFailure(root));
        new Chain().suite("broken", "gate").run(new EvidenceOnFailure(root));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    public void aFailedCollectionIsAWarning() {
        assertThat(new Chain().suite("broken", "evidence").run(new EvidenceOnFailure(root)))
                .containsExactly("WARN No evidence of Links.executeMigration: java.lang.IllegalStateException: the"
                        + " cluster is gone");
    }
}
