package mtv.sandbox;

import mtv.Scratch;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line of the sandbox: what it refuses, and how. */
public class SandboxCliTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CommandLine command;

    @BeforeMethod
    public void prepare() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        command = SandboxCli.command().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @DataProvider
    public Object[][] mistakes() {
        return new Object[][] {
            {"--clusters=3", "a sandbox has 1 or 2 clusters, not 3"},
            {"--port=70000", "port must be from 1 to 65534, or 0 for a free one, not 70000"},
            {"--time-scale=0.5", "time scale must be from 1 to 100000, not 0.5"},
            {"--fault=no-such", "no-such"},
            {"--fault-file=no-such.json", "no-such.json"},
            {"--inventory=no-such.json", "no-such.json"},
            {"--nonsense", "Unknown option: '--nonsense'"},
        };
    }

    @Test(dataProvider = "mistakes")
    public void aMistakeIsReportedInOneSentenceWithTheUsage(String option, String sentence) {
        assertThat(command.execute(option)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(sentence).contains("Usage: sandbox").doesNotContain("\tat ");
    }

    @Test
    public void aTakenPortIsReportedInOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(command.execute("--port=" + taken.getLocalPort())).isEqualTo(CommandLine.ExitCode.USAGE);
            assertThat(err.toString())
                    .contains("port " + taken.getLocalPort() + " is taken: choose another one, or 0 for a free one");
        }
    }

    @Test
    public void helpStartsNothing() {
        assertThat(command.execute("--help")).isZero();
        assertThat(out.toString())
                .contains("--port", "--time-scale", "--seed", "--inventory", "--clusters", "--fault", "--fault-file");
    }

    @Test
    public void aFolderThatCannotBeWrittenIsReportedInOneSentence() throws IOException {
        Path file = Scratch.file("no-folder", "");
        assertThat(command.execute("--settings=" + file)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--settings: no folder can be made at " + file);
    }
}
