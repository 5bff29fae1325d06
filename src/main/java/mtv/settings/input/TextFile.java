package mtv.settings.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a text file that a person names. It never waits for a FIFO, reads a limited number of bytes, and understands
 * the byte-order marks of UTF-8, UTF-16 and UTF-32.
 */
public final class TextFile {
    /** Limit in bytes; a thousand scenarios are smaller. */
    static final int LARGEST = 16 << 20;

    private static final Path NOTHING = Path.of("/dev/null");

    /** The longer mark first, because that of UTF-32 begins like that of UTF-16. */
    private static final Map<String, Charset> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put("0000feff", Charset.forName("UTF-32BE"));
        MARKS.put("fffe0000", Charset.forName("UTF-32LE"));
        MARKS.put("efbbbf", StandardCharsets.UTF_8);
        MARKS.put("feff", StandardCharsets.UTF_16BE);
        MARKS.put("fffe", StandardCharsets.UTF_16LE);
    }

    private TextFile() {}

    /**
     * The text without its byte-order mark.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such file
     * @throws UnreadableFileException when it is not a text; the message says why
     */
    static String read(Path file) throws IOException {
        return text(bytes(file));
    }

    /**
     * The content of a regular file.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such file
     * @throws UnreadableFileException when it is no regular file, may not be read or is too large
     */
    public static byte[] bytes(Path file) throws IOException {
        BasicFileAttributes kind = attributes(file);
        if (kind.isDirectory()) {
            throw new UnreadableFileException("is a directory");
        }
        if (kind.isOther()) {
            if (file.toAbsolutePath().equals(NOTHING)) {
                return new byte[0];
            }
            throw new UnreadableFileException("is a FIFO, a socket or a device, which is not read; copy it to a file");
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UnreadableFileException(
                        String.format(Locale.ROOT, "has %,d bytes; at most %,d are read", kind.size(), LARGEST));
            }
            return bytes;
        } catch (AccessDeniedException e) {
            throw new UnreadableFileException("may not be read by this user");
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw new UnreadableFileException("is in a folder that this user may not enter");
        } catch (FileSystemException e) {
            if (e.getReason() == null) {
                throw e;
            }
            throw new UnreadableFileException("cannot be opened: " + e.getReason());
        }
    }

    public static String text(byte[] bytes) throws UnreadableFileException {
        String start = HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length));
        for (Map.Entry<String, Charset> mark : MARKS.entrySet()) {
            if (start.startsWith(mark.getKey())) {
                int from = mark.getKey().length() / 2;
                return decoded(ByteBuffer.wrap(bytes, from, bytes.length - from), mark.getValue());
            }
        }
        refuseBinary(bytes);
        return decoded(ByteBuffer.wrap(bytes), StandardCharsets.UTF_8);
    }

    private static void refuseBinary(byte[] bytes) throws UnreadableFileException {
        int[] nulls = new int[2];
        for (int at = 0; at < Math.min(bytes.length, 4096); at++) {
            if (bytes[at] == 0) {
                nulls[at % 2]++;
            }
        }
        int most = Math.max(nulls[0], nulls[1]);
        if (most > 0 && most * 4 >= Math.min(bytes.length, 4096) && Math.min(nulls[0], nulls[1]) * 8 < most) {
            throw new UnreadableFileException("is UTF-16 without a byte-order mark; save it as UTF-8");
        }
        if (most > 0) {
            throw new UnreadableFileException("is binary, not a text");
        }
    }

    private static String decoded(ByteBuffer bytes, Charset charset) throws UnreadableFileException {
        int start = bytes.position();
        CharsetDecoder decoder = charset.newDecoder();
        try {
            return decoder.decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            int at = firstBad(bytes.duplicate(), charset.newDecoder());
            long line = 1;
            for (int index = start; index < at; index++) {
                line += bytes.get(index) == '\n' ? 1 : 0;
            }
            int bad = bytes.get(Math.min(at, bytes.limit() - 1)) & 0xFF;
            String guess = charset == StandardCharsets.UTF_8 ? " (ISO-8859-1 or Windows-1252?)" : "";
            throw new UnreadableFileException(String.format(
                    Locale.ROOT,
                    "is not %s: byte 0x%02X in line %d%s; save it as UTF-8",
                    charset.name(),
                    bad,
                    line,
                    guess));
        }
    }

    private static int firstBad(ByteBuffer bytes, CharsetDecoder decoder) {
        CharBuffer out = CharBuffer.allocate(bytes.remaining() + 1);
        CoderResult result = decoder.decode(bytes, out, true);
        return result.isError() ? bytes.position() : bytes.limit();
    }
}
