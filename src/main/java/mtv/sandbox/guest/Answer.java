package mtv.sandbox.guest;

import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One command in a guest's shell; it knows only the few that tell who and what the guest is. */
final class Answer implements Command {

    private static final int NOT_FOUND = 127;

    private final Guest guest;
    private final String command;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;

    Answer(Guest guest, String command) {
        this.guest = guest;
        this.command = command;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        String told = guest.tells().getOrDefault(command.strip(), "");
        say(told.isEmpty() ? err : out, told.isEmpty() ? command + ": command not found" : told);
        exit.onExit(told.isEmpty() ? NOT_FOUND : 0);
    }

    private static void say(OutputStream stream, String line) throws IOException {
        stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    @Override
    public void setInputStream(InputStream in) {
        // no command reads anything
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void destroy(ChannelSession channel) {
        // holds nothing
    }
}
