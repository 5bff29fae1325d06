package mtv.sandbox.guest;

import org.apache.sshd.server.command.AbstractCommandSupport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One command in a guest's shell; it knows only the few that say who and what the guest is. */
final class CommandOutput extends AbstractCommandSupport {

    private static final int NOT_FOUND = 127;

    private final Guest guest;

    CommandOutput(Guest guest, String command) {
        super(command, null);
        this.guest = guest;
    }

    @Override
    public void run() {
        String command = getCommand().strip();
        String answer = guest.files().answer(command).orElse(guest.tells().getOrDefault(command, ""));
        boolean known = !answer.isEmpty();
        try {
            OutputStream stream = known ? getOutputStream() : getErrorStream();
            stream.write(
                    (known ? answer + "\n" : getCommand() + ": command not found\n").getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the visitor has gone before the answer", e);
        } finally {
            onExit(known ? 0 : NOT_FOUND);
        }
    }
}
