package mtv.report;

import io.qameta.allure.Allure;
import mtv.text.Visible;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.IConfigurationListener;
import org.testng.ITestListener;
import org.testng.ITestResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the state of the clusters to files when a test, a setup or a teardown fails:
 *
 * <pre>
 * target/evidence/
 *   &lt;test&gt;/               as named in the suite file
 *     &lt;class&gt;/
 *       &lt;method&gt;/
 *         plan.yaml, ...   one file per piece, attached to Allure as well
 * </pre>
 *
 * <p>It never fails a test itself: a failed collection is a warning.
 */
public final class EvidenceOnFailure implements ITestListener, IConfigurationListener {
    private static final Logger LOG = LogManager.getLogger();
    private static final Path FOLDER = Path.of("target", "evidence");

    private final Path root;
    private final FileNames names = new FileNames();

    public EvidenceOnFailure() {
        this(FOLDER);
    }

    EvidenceOnFailure(Path root) {
        this.root = root;
    }

    @Override
    public void onTestFailure(ITestResult result) {
        keep(result);
    }

    @Override
    public void onConfigurationFailure(ITestResult result) {
        keep(result);
    }

    private void keep(ITestResult result) {
        if (result.getTestContext().getSuite().getAttribute(EvidenceSource.ATTRIBUTE)
                instanceof EvidenceSource clusters) {
            Path folder = root.resolve(names.of(result.getTestContext().getName()))
                    .resolve(names.of(TestNgResults.className(result)))
                    .resolve(names.of(result.getMethod().getMethodName()));
            try {
                Map<String, String> pieces = clusters.collect();
                if (pieces.isEmpty()) {
                    return;
                }
                Files.createDirectories(folder);
                for (Map.Entry<String, String> piece : pieces.entrySet()) {
                    String text = Visible.text(piece.getValue());
                    Files.writeString(folder.resolve(names.of(piece.getKey())), text);
                    Allure.addAttachment(piece.getKey(), "text/plain", text);
                }
                LOG.info("Evidence of {} is in {}", TestNgResults.methodName(result), folder);
            } catch (IOException | RuntimeException e) {
                LOG.warn("No evidence of {}: {}", TestNgResults.methodName(result), e.toString());
            }
        }
    }
}
