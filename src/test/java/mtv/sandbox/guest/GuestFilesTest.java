package mtv.sandbox.guest;

import mtv.Scratch;
import mtv.check.compare.Canary;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A guest's shell answers the commands for files as a real one does. */
public class GuestFilesTest {

    @Test
    public void commandsForFilesAreAnsweredAsARealShellAnswersThem() throws IOException {
        Canary canary =
                new Canary(Scratch.folder("canary").resolve("of one").toString().replace(' ', '-'), List.of());
        GuestFiles guest = new GuestFiles();
        for (String command : List.of(
                canary.write(1), canary.write(2), canary.show(), canary.write(3), canary.write(2), canary.show())) {
            assertThat(guest.answer(command)).as(command).contains(shell(command));
        }
        assertThat(shell(canary.write(3))).isEqualTo(canary.line(3));
        assertThat(shell(canary.show()))
                .contains(canary.file(1) + ": " + canary.line(1), canary.file(3) + ": " + canary.line(3));
    }

    @Test
    public void filesAreKeptAsText() {
        GuestFiles guest = new GuestFiles();
        guest.answer("mkdir -p /a && echo 'x: y' > /a/1 && sync && cat /a/1");
        guest.answer("mkdir -p /b && echo 'z' > /b/10 && sync && cat /b/10");
        assertThat(guest).hasToString("/a/1: x: y\n/b/10: z");
        assertThat(GuestFiles.of(guest.toString())).hasToString(guest.toString());
        assertThat(GuestFiles.of("").answer("for f in /a/*; do echo \"$f: $(cat $f)\"; done"))
                .contains("");
    }

    @Test
    public void otherCommandsAreNotItsOwn() {
        assertThat(new GuestFiles().answer("mkdir -p /a && echo 'x' > /b/1 && sync && cat /b/1"))
                .isEmpty();
        assertThat(new GuestFiles().answer("rm -rf /a")).isEmpty();
    }

    private static String shell(String command) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
