package mtv.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Answers from a recording: the first request of a kind gets the first answer to it, and so on; the last one is
 * repeated. A request that the recorded run never made is answered by 404, with a warning.
 */
public final class Tape implements RecordedConnection {

    private static final Logger LOG = LogManager.getLogger();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    /** The client then logged in and began the watch again, which a replay need not do. */
    private static final int UNAUTHORIZED = 401;

    private static final List<String> TOLD_OF_A_WATCH = List.of("event", "code", "end");

    /** Parameters that differ between two runs with the same request. */
    private static final List<String> PASSING = List.of("resourceVersion", "timeoutSeconds", "allowWatchBookmarks");

    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final Map<String, Deque<PlayedWatch>> watches = new HashMap<>();
    private final Turns turns = new Turns();
    private final Map<String, Map<String, String>> notes = new HashMap<>();

    Tape() {}

    /**
     * Reads a recording. It may be cut off, because its run was killed.
     *
     * @throws IOException when it cannot be read, or is none; the message names file and line
     */
    public static Tape load(Path file) throws IOException {
        Tape tape = new Tape();
        Map<String, String> bodies = new HashMap<>();
        Map<Integer, PlayedWatch> open = new HashMap<>();
        int number = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                tape.take(number, JSON.readTree(text), bodies, open);
            }
        } catch (EOFException e) {
            LOG.warn("{} ends in line {}: the run that was recorded did not come to its end", file, number);
        } catch (JsonProcessingException | ZipException e) {
            throw new IOException(file + ":" + (number == 0 ? 1 : number) + " is no line of a recording: "
                    + (e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage()));
        }
        return tape;
    }

    private void take(int number, JsonNode line, Map<String, String> bodies, Map<Integer, PlayedWatch> open) {
        if (line.has("note")) {
            Map<String, String> facts = new TreeMap<>();
            line.path("facts")
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
            notes.put(line.path("note").asText(), facts);
        } else if (TOLD_OF_A_WATCH.stream().anyMatch(line::has) && line.has("watch")) {
            PlayedWatch watch = open.get(line.path("watch").asInt());
            if (watch != null) {
                tell(watch, number, line);
            }
        } else if (line.has("watch")) {
            PlayedWatch watch = begin(
                    number, line.path("server").asText(), line.path("target").asText());
            open.put(line.path("watch").asInt(), watch);
        } else {
            String key = key(
                    line.path("server").asText(),
                    line.path("method").asText(),
                    line.path("target").asText());
            String body = line.path("same").asBoolean()
                    ? bodies.getOrDefault(key + line.path("code"), "{}")
                    : line.path("text").asText(line.path("body").toString());
            bodies.put(key + line.path("code"), body);
            answers.computeIfAbsent(key, any -> new ArrayDeque<>())
                    .add(new Answer(
                            line.path("code").asInt(),
                            line.path("date").asText(),
                            line.path("reason").asText(),
                            body));
        }
    }

    /** Adds the next event of a watch, its refusal, or its end. */
    private void tell(PlayedWatch watch, int number, JsonNode line) {
        JsonNode event = line.path("event");
        int code = line.path("code").asInt();
        if (!event.isMissingNode()) {
            watch.add(number, event.isTextual() ? event.asText() : event.toString());
        } else if (line.has("end")) {
            watch.end(number);
        } else if (code == UNAUTHORIZED) {
            watches.values().forEach(all -> all.remove(watch));
            turns.passed(watch);
        } else {
            watch.refuse(code);
        }
    }

    /** Adds a watch without events. */
    PlayedWatch begin(int number, String server, String target) {
        PlayedWatch watch = new PlayedWatch(number, version(target), turns);
        turns.recorded(watch);
        watches.computeIfAbsent(key(server, "WATCH", target), any -> new ArrayDeque<>())
                .add(watch);
        return watch;
    }

    /** Adds an answer by hand. */
    void add(Request request, Answer answer) {
        answers.computeIfAbsent(key(request.server(), request.method(), request.target()), any -> new ArrayDeque<>())
                .add(answer);
    }

    private static String key(String server, String method, String target) {
        return server + " " + method + " " + RequestTarget.of(target).without(PASSING);
    }

    @Override
    public synchronized Optional<Answer> answer(Request request) {
        Deque<Answer> recorded = answers.get(key(request.server(), request.method(), request.target()));
        if (recorded == null) {
            LOG.warn("Not in the recording: {} {} to the {}", request.method(), request.target(), request.server());
            return Optional.of(new Answer(
                    NOT_FOUND,
                    "",
                    "",
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\","
                            + "\"message\":\"not in the recording\",\"code\":404}"));
        }
        return Optional.of(recorded.size() > 1 ? recorded.remove() : recorded.element());
    }

    @Override
    public synchronized Optional<Played> events(Request watch) {
        Deque<PlayedWatch> recorded =
                watches.getOrDefault(key(watch.server(), "WATCH", watch.target()), new ArrayDeque<>());
        PlayedWatch played = choose(recorded, version(watch.target()));
        recorded.remove(played);
        turns.begun(played);
        return Optional.of(played);
    }

    /**
     * The watch that went on from the same list, and one that was answered, if the client asked until it was. Whether a
     * wait that a list ends begins a watch besides is a matter of moments, so that the run may have begun more of them
     * than its replay. Nobody waits for those.
     */
    private PlayedWatch choose(Deque<PlayedWatch> recorded, String version) {
        Optional<PlayedWatch> same = recorded.stream()
                .filter(watch -> watch.version().equals(version))
                .min(Comparator.comparing(PlayedWatch::isUnanswered));
        same.ifPresent(
                found -> recorded.stream().takeWhile(watch -> watch != found).forEach(turns::passed));
        return same.or(() -> Optional.ofNullable(recorded.peek()))
                .orElseGet(() -> new PlayedWatch(Integer.MAX_VALUE, version, turns));
    }

    /** The resourceVersion that a watch begins at; empty for none. */
    private static String version(String target) {
        return RequestTarget.of(target).value("resourceVersion");
    }

    @Override
    public Optional<Map<String, String>> noted(String what) {
        return Optional.ofNullable(notes.get(what));
    }

    @Override
    public boolean isReplay() {
        return true;
    }
}
