package mtv.sandbox;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of other languages work with the sandbox. A client that is not installed is skipped: kubectl; Python 3 with
 * the package {@code kubernetes}, as {@code python3} or as {@code PYTHON_WITH_KUBERNETES} names it; Go with client-go
 * downloaded.
 */
@Test(groups = "clients")
public class OtherClientsTest {

    private static final String GO = "src/test/go/listwatch";

    private Sandbox sandbox;
    private Peer peer;
    private boolean kubectl;

    @BeforeClass(alwaysRun = true)
    public void start() {
        sandbox = Sandbox.start(new SandboxConfig(1000, 1, Set.of()));
        peer = Peer.of(sandbox);
        kubectl = peer.run("", "kubectl", "version", "--client").code() == 0;
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        sandbox.close();
    }

    /** A line that begins with a dollar is a command. The lines below it are patterns of its output. */
    @DataProvider
    public Object[][] commands() throws IOException {
        try (InputStream text = getClass().getResourceAsStream("/mtv/sandbox/kubectl.txt")) {
            List<Object[]> rows = new ArrayList<>();
            for (String step : new String(text.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^\\$ ")) {
                if (!step.isBlank() && !step.startsWith("#")) {
                    List<String> lines = step.lines().toList();
                    rows.add(new Object[] {lines.get(0), lines.subList(1, lines.size())});
                }
            }
            return rows.toArray(Object[][]::new);
        }
    }

    @Test(dataProvider = "commands")
    public void kubectlPrintsWhatIsExpected(String command, List<String> patterns) {
        if (!kubectl) {
            throw new SkipException("Install kubectl to try it");
        }
        Peer.Outcome outcome = peer.run("", "sh", "-c", command);
        for (String pattern : patterns) {
            assertThat(outcome.said()).as(command).containsPattern(Pattern.compile(pattern, Pattern.MULTILINE));
        }
    }

    @Test
    public void pythonClientWorksWithMtv() throws IOException {
        String python = System.getenv().getOrDefault("PYTHON_WITH_KUBERNETES", "python3");
        peer.require("Install Python's package kubernetes to try it", python, "-c", "import kubernetes, requests");
        OpenShift hub = sandbox.clusters().get(0);
        String given = JsonMapper.builder()
                .build()
                .writeValueAsString(Map.of(
                        "host", hub.url().toString(),
                        "username", OpenShift.ADMIN,
                        "password", hub.password(OpenShift.ADMIN),
                        "provider", sandbox.providerEntry()));
        Peer.Outcome outcome = peer.run(given, python, "src/test/python/mtv_walk.py");
        assertThat(outcome.said()).endsWith("all walked\n");
    }

    @Test
    public void goClientListsAndWatchesWithBookmarks() {
        String program = peer.folder().resolve("listwatch").toString();
        peer.require(
                "Install Go and run 'go mod download' in " + GO + " to try it",
                "sh",
                "-c",
                "cd " + GO + " && GOFLAGS=-mod=mod GOPROXY=off go build -o " + program + " .");
        Peer.Outcome outcome = peer.run("", program, "go-peer");
        assertThat(outcome.said()).contains("bookmarks 1").endsWith("all seen\n");
    }
}
