package mtv.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what passes into a gzip file, one JSON object a line:
 *
 * <pre>{@code
 * {"at": "2026-11-30T12:00:00Z", "note": "run", "facts": {"id": "mtv-x7k2p"}}
 * {"at": …, "server": "hub", "method": "GET", "target": "/apis/…", "code": 200, "date": …, "body": {…}}
 * {"at": …, "server": "hub", "watch": 3, "target": "/apis/…?watch=true"}
 * {"at": …, "watch": 3, "event": {"type": "MODIFIED", "object": {…}}}
 * {"at": …, "watch": 3, "end": true}
 * {"at": …, "watch": 4, "code": 403}
 * }</pre>
 *
 * <p>An answer that is no JSON, a page or nothing, has {@code text} instead of a body. One that is the same as the last
 * one to the same request has {@code "same": true} instead. A watch that got no answer has the code 0. The file is
 * bounded: at its limit it says so in a last line.
 */
public final class Recording implements RecordedConnection, AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The client then logs in and asks again, which a replay need not do. */
    private static final int UNAUTHORIZED = 401;

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration FLUSH = Duration.ofSeconds(1);

    /** Limit of the text in bytes; compressed, it is about a twentieth. */
    static final long LIMIT = 1L << 30;

    private final Path file;
    private final Mask mask;
    private final long limit;
    private final OutputStream out;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger watches = new AtomicInteger();
    private final Map<Request, Queue<Integer>> unanswered = new ConcurrentHashMap<>();
    private final Map<String, Integer> lastBodies = new HashMap<>();
    private Instant flushed = Instant.MIN;
    private long written;
    private boolean ended;

    /** All files that this process has recorded into. */
    private static final Set<Path> FILES = new HashSet<>();

    private Recording(Path file, Mask mask, long limit) throws IOException {
        this.file = file;
        this.mask = mask;
        this.limit = limit;
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        this.out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), true);
    }

    /**
     * Into that file, or, when an earlier run of this process has it, into one beside it: a second run of
     * {@code run.jsonl.gz} has {@code run-2.jsonl.gz}.
     *
     * @param secrets of the run, which are taken out wherever they appear
     * @throws UncheckedIOException when the file cannot be written
     */
    public static Recording into(Path file, Collection<String> secrets) {
        return into(file, secrets, LIMIT);
    }

    static Recording into(Path file, Collection<String> secrets, long limit) {
        try {
            return new Recording(ownFile(file.toAbsolutePath().normalize()), new Mask(secrets), limit);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record into " + file, e);
        }
    }

    private static Path ownFile(Path wanted) {
        synchronized (FILES) {
            Path own = wanted;
            for (int run = 2; !FILES.add(own); run++) {
                own = wanted.resolveSibling(numbered(wanted.getFileName().toString(), run));
            }
            return own;
        }
    }

    private static String numbered(String name, int run) {
        int end = name.indexOf('.', 1);
        return end < 0 ? name + "-" + run : name.substring(0, end) + "-" + run + name.substring(end);
    }

    @Override
    public void note(String what, Map<String, ?> facts) {
        ObjectNode line = line();
        line.put("note", what);
        line.set("facts", mask.body(JSON.valueToTree(facts).toString()));
        write(line);
    }

    @Override
    public void asked(Request request) {
        open.incrementAndGet();
    }

    @Override
    public synchronized void failed(Request request) {
        open.decrementAndGet();
        notifyAll();
    }

    @Override
    public synchronized void answered(Request request, Answer answer) {
        open.decrementAndGet();
        notifyAll();
        if (answer.code() == UNAUTHORIZED) {
            return;
        }
        ObjectNode line = line();
        line.put("server", request.server());
        line.put("method", request.method());
        line.put("target", mask.text(request.target()));
        if (!request.body().isEmpty()) {
            line.set("request", mask.body(request.body()));
        }
        line.put("code", answer.code());
        line.put("date", answer.date());
        if (!answer.reason().isEmpty()) {
            line.put("reason", answer.reason());
        }
        String key = request.server() + request.method() + request.target() + answer.code();
        Integer hash = (answer.body().length() + answer.body()).hashCode();
        if (answer.body().length() > 200 && hash.equals(lastBodies.put(key, hash))) {
            line.put("same", true);
        } else {
            setBody(line, sessionless(request, answer));
        }
        write(line);
    }

    private void setBody(ObjectNode line, String body) {
        mask.json(body).ifPresentOrElse(json -> line.set("body", json), () -> line.put("text", mask.lines(body)));
    }

    /** A vCenter answers a login by the session's id alone, or by all about the session. */
    private static String sessionless(Request request, Answer answer) {
        boolean login = request.server().equals("source")
                && (request.target().endsWith("/session") || request.target().endsWith("/Login"));
        return login ? "\"" + Mask.MASKED + "\"" : answer.body();
    }

    @Override
    public Events watching(Request watch) {
        int number = watches.incrementAndGet();
        ObjectNode begin = line();
        begin.put("server", watch.server());
        begin.put("watch", number);
        begin.put("target", watch.target());
        write(begin);
        unanswered(watch).add(number);
        return new Events() {
            @Override
            public void event(String json) {
                unanswered(watch).remove(number);
                write(line().put("watch", number).set("event", mask.body(json)));
            }

            @Override
            public void ended() {
                unanswered(watch).remove(number);
                write(line().put("watch", number).put("end", true));
            }

            @Override
            public void failed() {
                if (unanswered(watch).remove(number)) {
                    write(line().put("watch", number).put("code", Played.NO_ANSWER));
                }
            }
        };
    }

    @Override
    public void refused(Request watch, int code) {
        Integer number = unanswered(watch).poll();
        if (number != null) {
            write(line().put("watch", number).put("code", code));
        }
    }

    /** Numbers of the watches that are asked for so, and of which nothing is known yet. */
    private Queue<Integer> unanswered(Request watch) {
        return unanswered.computeIfAbsent(watch, any -> new ConcurrentLinkedQueue<>());
    }

    private static ObjectNode line() {
        return JSON.createObjectNode().put("at", Instant.now().toString());
    }

    private synchronized void write(ObjectNode line) {
        if (ended) {
            return;
        }
        try {
            byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
            written += text.length;
            if (written > limit) {
                ended = true;
                text = (line().put("note", "cut").set("facts", JSON.createObjectNode()) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
                LOG.warn("{} has reached its limit: what comes now is not recorded", file);
            }
            out.write(text);
            if (Instant.now().isAfter(flushed.plus(FLUSH)) || ended) {
                out.flush();
                flushed = Instant.now();
            }
        } catch (IOException e) {
            ended = true;
            LOG.warn("Nothing more is recorded into {}: {}", file, e.getMessage());
        }
    }

    /** Answers that are still being read have a moment to be. */
    @Override
    public synchronized void close() {
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            for (long left = GRACE.toMillis(); open.get() > 0 && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        try {
            out.close();
            LOG.info("Recorded into {}", file);
        } catch (IOException e) {
            LOG.warn("{} is not complete: {}", file, e.getMessage());
        }
    }
}
