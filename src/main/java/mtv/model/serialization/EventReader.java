package mtv.model.serialization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.WatchEvent;
import mtv.model.Migration;
import mtv.model.ModelResource;
import mtv.model.Plan;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the events of a watch on Plans or Migrations. Each event brings the whole object, and of a thousand VMs a few
 * have changed since the one before: what is written as it was then is not read again. The library would read each
 * event twice besides, as an object of any kind and then as one of the model.
 */
final class EventReader {

    private static final Map<String, Class<? extends ModelResource<?, ?>>> KINDS =
            Map.of("Plan", Plan.class, "Migration", Migration.class);

    private static final String GROUP = "forklift.konveyor.io/";
    private static final String SPEC = "spec";
    private static final String VMS = "vms";

    /** Where the list of VMs may be. */
    private static final Set<String> AROUND_VMS = Set.of("status", "migration");

    /** So many objects may be watched at once without being read anew. */
    private static final int MOST = 16;

    private final ObjectMapper mapper;
    private final Map<String, SoftReference<State>> states = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SoftReference<State>> eldest) {
            return size() > MOST;
        }
    };

    EventReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A part as it was written, and as it was read. */
    private record Part(String text, SharedNode node) {}

    /** The parts of one state of an object. @param spec null before it was read */
    private record State(Part spec, List<Part> vms) {

        static final State NONE = new State(null, List.of());
    }

    /** Nothing for an event of another kind, and for one that is not written as expected: others read it. */
    Optional<WatchEvent> read(String text) {
        try (JsonParser parser = mapper.createParser(text)) {
            return new Event(text, parser).read();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private final class Event {

        private final String text;
        private final JsonParser parser;
        private final ObjectNode object = mapper.createObjectNode();
        private State before = State.NONE;
        private Part spec;
        private final List<Part> vms = new ArrayList<>();

        Event(String text, JsonParser parser) {
            this.text = text;
            this.parser = parser;
        }

        Optional<WatchEvent> read() throws IOException {
            String type = null;
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals("type")) {
                    type = parser.getValueAsString();
                } else if (!name.equals("object") || !readObject()) {
                    return Optional.empty();
                }
            }
            if (type == null || object.isEmpty()) {
                return Optional.empty();
            }
            remember();
            Class<?> kind = KINDS.get(object.path("kind").asText());
            return Optional.of(new WatchEvent(mapper.readValue(new NodeParser(object, mapper), kind), type));
        }

        /** @return false when it is none of the kinds, as far as can be told before its spec */
        private boolean readObject() throws IOException {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals(SPEC)) {
                    if (!isOfKind()) {
                        return false;
                    }
                    before = known();
                    spec = part(before.spec());
                    object.set(SPEC, spec.node());
                } else {
                    object.set(name, AROUND_VMS.contains(name) ? aroundVms() : parsed());
                }
            }
            return spec != null;
        }

        private boolean isOfKind() {
            return KINDS.containsKey(object.path("kind").asText())
                    && object.path("apiVersion").asText().startsWith(GROUP);
        }

        private JsonNode aroundVms() throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                return parsed();
            }
            ObjectNode status = mapper.createObjectNode();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals(VMS)) {
                    status.set(name, vms());
                } else {
                    status.set(name, AROUND_VMS.contains(name) ? aroundVms() : parsed());
                }
            }
            return status;
        }

        private JsonNode vms() throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                return parsed();
            }
            ArrayNode all = mapper.createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int index = vms.size();
                Part vm = part(index < before.vms().size() ? before.vms().get(index) : null);
                vms.add(vm);
                all.add(vm.node());
            }
            return all;
        }

        /** @param earlier what was there in the state before; null for nothing */
        private Part part(Part earlier) throws IOException {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            if (earlier != null && text.startsWith(earlier.text(), start)) {
                parser.skipChildren();
                return earlier;
            }
            SharedNode node = new SharedNode((ObjectNode) parsed());
            return new Part(text.substring(start, (int) parser.currentLocation().getCharOffset()), node);
        }

        private JsonNode parsed() throws IOException {
            return mapper.readTree(parser);
        }

        private State known() {
            synchronized (states) {
                SoftReference<State> known = states.get(key());
                State state = known == null ? null : known.get();
                return state == null ? State.NONE : state;
            }
        }

        private void remember() {
            synchronized (states) {
                states.put(key(), new SoftReference<>(new State(spec, List.copyOf(vms))));
            }
        }

        private String key() {
            return object.path("metadata").path("uid").asText();
        }
    }
}
