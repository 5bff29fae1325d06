package mtv.sandbox.apiserver;

import io.vertx.core.buffer.Buffer;
import mtv.sandbox.http.HttpAnswer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * What a ConsoleCLIDownload leads to: an archive with {@code virtctl}. It is a script that says that it is none:
 * consoles and guests need a real cluster.
 */
final class CommandLineTools {

    static final String VIRTCTL = "/sandbox/downloads/amd64/linux/virtctl.tar.gz";

    private static final String SCRIPT = """
            #!/bin/sh
            if [ "$1" = version ]; then echo 'Client Version: sandbox'; exit 0; fi
            echo "virtctl $*: the sandbox has no guests that could be entered; its API forwards ports to SSH" >&2
            exit 1
            """;

    private static final int BLOCK = 512;
    private static final Buffer ARCHIVE = archive();

    private CommandLineTools() {}

    static HttpAnswer virtctl() {
        return HttpAnswer.ok(ARCHIVE).with("Content-Type", "application/gzip");
    }

    private static Buffer archive() {
        byte[] content = SCRIPT.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(header("virtctl", content.length));
            gzip.write(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
            gzip.write(new byte[2 * BLOCK]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /**
     * Of an executable file of root, as POSIX lays a tar's header out; its sum counts the sum's own field as spaces.
     */
    private static byte[] header(String name, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000755\0" + "0000000\0" + "0000000\0" + "%011o\0".formatted(size) + "00000000000\0");
        put(header, 148, "        0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte one : header) {
            sum += one;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
