package mtv.report;

import io.qameta.allure.Allure;
import mtv.evidence.Evidence;
import mtv.settings.EvidenceSettings;
import mtv.settings.Settings;
import mtv.settings.value.EvidenceOccasion;
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
import java.util.Optional;

/**
 * Writes the state of the clusters to files when a test, a setup or a teardown fails, or after each test where the
 * setting {@code evidence} wants that:
 *
 * <pre>
 * target/evidence/        evidence_path
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

    private final Optional<EvidenceSettings> given;
    private final FileNames names = new FileNames();

    public EvidenceOnFailure() {
        this.given = Optional.empty();
    }

    /** @param given instead of those of the suite */
    EvidenceOnFailure(EvidenceSettings given) {
        this.given = Optional.of(given);
    }

    @Override
    public void onTestSuccess(ITestResult result) {
        if (settings(result)
                .filter(wanted -> wanted.occasion() == EvidenceOccasion.ALWAYS)
                .isPresent()) {
            keep(result);
        }
    }

    @Override
    public void onTestFailure(ITestResult result) {
        keep(result);
    }

    @Override
    public void onConfigurationFailure(ITestResult result) {
        keep(result);
    }

    private Optional<EvidenceSettings> settings(ITestResult result) {
        return given.or(() -> Optional.ofNullable(
                                result.getTestContext().getSuite().getAttribute(Settings.ATTRIBUTE))
                        .map(Settings.class::cast)
                        .map(Settings::evidence))
                .filter(wanted -> wanted.occasion() != EvidenceOccasion.NONE);
    }

    private void keep(ITestResult result) {
        settings(result).ifPresent(wanted -> keep(result, wanted.folder()));
    }

    private void keep(ITestResult result, Path root) {
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
                Optional.ofNullable(pieces.get(Evidence.CAUSE))
                        .ifPresent(cause -> LOG.error("Likely cause: {}", Visible.line(cause.strip())));
                LOG.info("Evidence of {} is in {}", TestNgResults.methodName(result), folder);
            } catch (IOException | RuntimeException e) {
                LOG.warn("No evidence of {}: {}", TestNgResults.methodName(result), e.toString());
            }
        }
    }
}
