package mtv.report;

import io.qameta.allure.Allure;
import mtv.evidence.Evidence;
import mtv.evidence.gather.Gathered;
import mtv.settings.EvidenceSettings;
import mtv.settings.Settings;
import mtv.settings.value.EvidenceOccasion;
import mtv.settings.value.GatherOccasion;
import mtv.text.Visible;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.IConfigurationListener;
import org.testng.ITestListener;
import org.testng.ITestResult;

import java.io.IOException;
import java.io.InputStream;
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
 *         must-gather/     files of MTV's own must-gather, where the setting must_gather wants it, with
 *                          must-gather.txt and must-gather.tar.gz beside it
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
        gather(result);
    }

    @Override
    public void onConfigurationFailure(ITestResult result) {
        keep(result);
        gather(result);
    }

    private Optional<EvidenceSettings> settings(ITestResult result) {
        return given.or(
                () -> Optional.ofNullable(result.getTestContext().getSuite().getAttribute(Settings.ATTRIBUTE))
                        .map(Settings.class::cast)
                        .map(Settings::evidence));
    }

    private Path folder(ITestResult result, Path root) {
        return root.resolve(names.of(result.getTestContext().getName()))
                .resolve(names.of(TestNgResults.className(result)))
                .resolve(names.of(result.getMethod().getMethodName()));
    }

    /** After the state was kept, which its pod would change. */
    private void gather(ITestResult result) {
        settings(result)
                .filter(wanted -> wanted.mustGather() == GatherOccasion.ON_FAILURE)
                .ifPresent(wanted -> gather(result, folder(result, wanted.folder())));
    }

    private static void gather(ITestResult result, Path folder) {
        if (result.getTestContext().getSuite().getAttribute(EvidenceSource.ATTRIBUTE)
                instanceof EvidenceSource clusters) {
            try {
                Optional<Gathered> gathered = clusters.mustGather(folder);
                if (gathered.isPresent()) {
                    keep(gathered.get(), folder);
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("No must-gather of {}: {}", TestNgResults.methodName(result), e.toString());
            }
        }
    }

    private static void keep(Gathered gathered, Path folder) throws IOException {
        String facts = Visible.text(gathered.facts());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(Gathered.FACTS), facts);
        Allure.addAttachment(Gathered.FACTS, "text/plain", facts);
        if (gathered.archive().isPresent()) {
            Path archive = gathered.archive().get();
            try (InputStream bytes = Files.newInputStream(archive)) {
                Allure.addAttachment(archive.getFileName().toString(), "application/gzip", bytes, ".tar.gz");
            }
        }
        LOG.info("{}", Visible.line(facts.lines().findFirst().orElse("")));
    }

    private void keep(ITestResult result) {
        settings(result)
                .filter(wanted -> wanted.occasion() != EvidenceOccasion.NONE)
                .ifPresent(wanted -> keep(result, wanted.folder()));
    }

    private void keep(ITestResult result, Path root) {
        if (result.getTestContext().getSuite().getAttribute(EvidenceSource.ATTRIBUTE)
                instanceof EvidenceSource clusters) {
            Path folder = folder(result, root);
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
