package mtv.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * The lines of a ledger on disk, which only their owner may read. The process that works with them holds a lock, which
 * the operating system takes back when the process dies.
 */
final class LedgerFile implements AutoCloseable {

    private final Path path;
    private long whole;
    private FileChannel channel;
    private FileLock lock;

    /** @param whole how many of its bytes are whole lines; what follows was cut off and is overwritten */
    private LedgerFile(Path path, long whole) {
        this.path = path;
        this.whole = whole;
    }

    /** Starts a new, empty file; the folder is made when missing. */
    static LedgerFile create(Path path) throws IOException {
        Files.createDirectories(path.getParent(), onlyOwner(path, "rwx------"));
        LedgerFile file = new LedgerFile(path, 0);
        file.open(StandardOpenOption.CREATE);
        file.tryLock();
        return file;
    }

    /** One that a run left. */
    static LedgerFile existing(Path path, long whole) {
        return new LedgerFile(path, whole);
    }

    Path path() {
        return path;
    }

    /**
     * @return false when another process, or another part of this one, holds it. Where the file system knows no locks
     *     nobody can, so it counts as held by this one.
     */
    synchronized boolean tryLock() {
        try {
            open();
            lock = lock == null ? channel.tryLock() : lock;
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** A line that cannot be written whole is not written at all, so that the file stays readable. */
    synchronized void append(String line) {
        try {
            open();
            long end = channel.size();
            try {
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                long at = end;
                while (bytes.hasRemaining()) {
                    at += channel.write(bytes, at);
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger " + path, e);
        }
    }

    private void open(OpenOption... more) throws IOException {
        if (channel == null) {
            Set<OpenOption> options = new HashSet<>(Set.of(more));
            options.add(StandardOpenOption.WRITE);
            channel = FileChannel.open(path, options, onlyOwner(path, "rw-------"));
            channel.truncate(whole);
            whole = Long.MAX_VALUE;
        }
    }

    private static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    synchronized void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot delete the ledger " + path + ", of which nothing is left to undo", e);
        }
    }

    /** Lets another process have it. */
    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the ledger " + path, e);
        } finally {
            channel = null;
            lock = null;
        }
    }
}
