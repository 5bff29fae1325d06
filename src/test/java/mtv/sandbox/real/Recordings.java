package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The recorded cases by group, in the order in which they are played. Groups that may damage a cluster come last. */
record Recordings(List<Group> groups, List<RecordedCase> fixtures) {

    private static final List<String> ORDER = List.of(
            "providers",
            "maps",
            "hooks-and-hosts",
            "plans",
            "openshift-source",
            "changes",
            "inventory/vsphere",
            "inventory/openshift",
            "runs",
            "admission",
            "no-spec");

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The cases of one file.
     *
     * @param apart paths that would differ in many cases alike, with the cases in which they are compared
     * @param common what every object of a kind has in addition; a missing node if nothing
     */
    record Group(String name, List<RecordedCase> cases, JsonNode apart, JsonNode common) {

        /** A group with the same rules and other cases. */
        Group with(List<RecordedCase> others) {
            return new Group(name, others, apart, common);
        }
    }

    /** The project's own recordings, which have facts only. */
    static Recordings own() {
        return of(group -> resource(group.replace('/', '-') + ".json"));
    }

    /**
     * A larger set of recordings in the same format, with one file for each migration and additional texts for people.
     */
    static Recordings in(Path folder) {
        return of(group -> group.equals("runs") ? runs(folder.resolve(group)) : file(folder.resolve(group + ".json")));
    }

    private interface Reader {

        /** The content of a group; null if there is no such group. */
        JsonNode read(String group);
    }

    private static Recordings of(Reader reader) {
        List<Group> groups = new ArrayList<>();
        for (String name : ORDER) {
            JsonNode json = reader.read(name);
            if (json != null) {
                groups.add(new Group(name, cases(json.path("cases")), json.path("apart"), json.path("common")));
            }
        }
        JsonNode fixtures = Objects.requireNonNull(reader.read("fixtures"), "fixtures");
        return new Recordings(List.copyOf(groups), cases(fixtures.path(fixtures.has("cases") ? "cases" : "fixtures")));
    }

    private static List<RecordedCase> cases(JsonNode list) {
        List<RecordedCase> cases = new ArrayList<>();
        list.forEach(json -> cases.add(RecordedCase.of(json)));
        return List.copyOf(cases);
    }

    private static JsonNode resource(String name) {
        try (InputStream in = Recordings.class.getResourceAsStream(name)) {
            return in == null ? null : JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static JsonNode file(Path file) {
        try {
            return Files.exists(file) ? JSON.readTree(file.toFile()) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static JsonNode runs(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<JsonNode> played = files.sorted()
                    .map(Recordings::file)
                    .filter(run -> run.has("play"))
                    .toList();
            return JSON.createObjectNode().set("cases", JSON.valueToTree(played));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    /** These recordings together with the cases of others that are not among them. */
    Recordings plus(Recordings others) {
        Map<String, RecordedCase> known = byId();
        List<Group> all = new ArrayList<>();
        for (String name : ORDER) {
            List<Group> same = Stream.of(this, others)
                    .flatMap(set -> set.groups().stream())
                    .filter(group -> group.name().equals(name))
                    .toList();
            if (!same.isEmpty()) {
                List<RecordedCase> cases = new ArrayList<>(same.get(0).cases());
                same.stream()
                        .skip(1)
                        .flatMap(group -> group.cases().stream())
                        .filter(one -> !known.containsKey(one.id()))
                        .forEach(cases::add);
                all.add(same.get(0).with(List.copyOf(cases)));
            }
        }
        return new Recordings(
                List.copyOf(all),
                Stream.concat(fixtures.stream(), others.fixtures.stream().filter(one -> !known.containsKey(one.id())))
                        .toList());
    }

    Map<String, RecordedCase> byId() {
        Map<String, RecordedCase> byId = new LinkedHashMap<>();
        fixtures.forEach(fixture -> byId.put(fixture.id(), fixture));
        groups.forEach(group -> group.cases().forEach(one -> byId.put(one.id(), one)));
        return byId;
    }
}
