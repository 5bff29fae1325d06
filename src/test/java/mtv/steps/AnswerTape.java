package mtv.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.record.RecordedConnection;
import mtv.record.RequestTarget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the answers that a run gets: the last one of each request until its VMs are prepared, nothing while they are
 * migrated, and all in their order while the facts are collected. A list that was watched is kept as its watch left it,
 * so that a wait for what came of it ends with the list.
 */
final class AnswerTape implements RecordedConnection {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PASSING =
            List.of("resourceVersion", "timeoutSeconds", "allowWatchBookmarks", "watch", "limit");

    private final Map<String, List<Kept>> before = new LinkedHashMap<>();
    private final Map<String, List<Kept>> collected = new LinkedHashMap<>();
    private final Map<String, List<String>> events = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> notes = new ConcurrentHashMap<>();
    private Optional<Map<String, List<Kept>>> kept = Optional.of(before);
    private int open;

    /** @param body missing when the answer is no JSON */
    record Kept(Request asked, Answer answer, JsonNode body) {}

    /** The VMs are prepared; returns once every answer so far has been read to its end. */
    synchronized void migrate() throws InterruptedException {
        settle();
        kept = Optional.empty();
    }

    /** From now on what is asked belongs to the collection of facts. */
    synchronized void collect() throws InterruptedException {
        settle();
        kept = Optional.of(collected);
    }

    private void settle() throws InterruptedException {
        while (open > 0) {
            wait();
        }
    }

    /** Adds what was watched to the lists. */
    synchronized void end() throws InterruptedException {
        settle();
        before.values().forEach(all -> all.replaceAll(this::afterItsWatch));
        collected.values().forEach(all -> all.replaceAll(this::afterItsWatch));
    }

    /** The last answer until the VMs were prepared; empty when it was not asked. */
    synchronized List<Kept> before(Request asked) {
        List<Kept> all = before.getOrDefault(key(asked), List.of());
        return all.isEmpty() ? all : List.of(all.get(all.size() - 1));
    }

    /** All answers of the collection to one request, in their order; empty when it was not asked. */
    synchronized List<Kept> collected(Request asked) {
        return collected.getOrDefault(key(asked), List.of());
    }

    /** All answers of the collection. */
    synchronized List<Kept> collected() {
        return collected.values().stream().flatMap(List::stream).toList();
    }

    /** What tells requests apart; two creations of one kind differ by the name of the object alone. */
    static String key(Request asked) {
        String target = RequestTarget.of(asked.target()).without(PASSING);
        String name = asked.method().equals("POST")
                ? json(asked.body()).at("/metadata/name").asText()
                : "";
        return String.join(" ", asked.server(), asked.method(), target, name);
    }

    static JsonNode json(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public synchronized void asked(Request request) {
        open++;
    }

    @Override
    public synchronized void failed(Request request) {
        open--;
        notifyAll();
    }

    @Override
    public synchronized void answered(Request request, Answer answer) {
        kept.ifPresent(answers -> answers.computeIfAbsent(key(request), any -> new ArrayList<>())
                .add(new Kept(request, answer, json(answer.body()))));
        open--;
        notifyAll();
    }

    @Override
    public synchronized Events watching(Request watch) {
        List<String> told = events.computeIfAbsent(
                watched(watch, RequestTarget.of(watch.target()).value("resourceVersion")), any -> new ArrayList<>());
        return event -> {
            synchronized (this) {
                told.add(event);
            }
        };
    }

    private static String watched(Request request, String version) {
        return key(new Request(request.server(), "GET", request.target(), "")) + " from " + version;
    }

    private Kept afterItsWatch(Kept list) {
        String version = list.body().at("/metadata/resourceVersion").asText();
        List<String> told = list.body().path("items").isArray()
                ? events.getOrDefault(watched(list.asked(), version), List.of())
                : List.of();
        if (told.isEmpty()) {
            return list;
        }
        Map<String, JsonNode> items = new LinkedHashMap<>();
        list.body().path("items").forEach(item -> items.put(uid(item), item));
        told.forEach(text -> tell(items, json(text)));
        ObjectNode body = list.body().deepCopy();
        ArrayNode array = body.putArray("items");
        items.values().forEach(array::add);
        return new Kept(
                list.asked(),
                new Answer(
                        list.answer().code(),
                        list.answer().date(),
                        list.answer().reason(),
                        body.toString()),
                body);
    }

    private static void tell(Map<String, JsonNode> items, JsonNode event) {
        JsonNode object = event.path("object");
        switch (event.path("type").asText()) {
            case "ADDED", "MODIFIED" -> items.put(uid(object), object);
            case "DELETED" -> items.remove(uid(object));
            default -> {
                // bookmarks and errors change no object
            }
        }
    }

    private static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    @Override
    public void note(String what, Map<String, ?> facts) {
        Map<String, String> texts = new LinkedHashMap<>();
        facts.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        notes.put(what, texts);
    }

    Optional<Map<String, String>> note(String what) {
        return Optional.ofNullable(notes.get(what));
    }
}
