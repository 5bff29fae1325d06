package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.provider.driver.ProviderException;
import mtv.provider.http.HttpSession;
import mtv.provider.http.SharedSession;
import mtv.settings.Credentials;
import mtv.settings.SourceProviderEntry;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The VI JSON API of one vCenter, {@code /sdk/vim25/{release}/{type}/{id}/{method}}: calls in one session for all
 * threads, which is renewed once when vCenter has ended it. Every vCenter that has this API serves its first release,
 * and that release has all that is asked for here.
 */
final class VimService {

    private static final Logger LOG = LogManager.getLogger();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RELEASE = "8.0.1.0";
    private static final String TYPE = "_typeName";

    private final SourceProviderEntry entry;
    private final HttpSession http;
    private final URI vcenter;
    private final JsonNode content;
    private final SharedSession session = new SharedSession(this::login);

    private VimService(SourceProviderEntry entry, HttpSession http, JsonNode content) {
        this.entry = entry;
        this.http = http;
        this.vcenter = root(entry);
        this.content = content;
    }

    private static URI root(SourceProviderEntry entry) {
        return URI.create(entry.url()).resolve("/");
    }

    /** A managed object by its type and id. */
    record Ref(String type, String id) {

        static Ref of(JsonNode reference) {
            return new Ref(
                    reference.path("type").asText(), reference.path("value").asText());
        }

        /** Ids of what belongs to a session have brackets in them. */
        private String path() {
            return type + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/";
        }

        ObjectNode json() {
            return object("ManagedObjectReference").put("type", type).put("value", id);
        }
    }

    /**
     * The API of a vCenter, which tells what it is without a login.
     *
     * @return empty when this vCenter has none
     * @throws ProviderException when vCenter is not in service
     */
    static Optional<VimService> at(SourceProviderEntry entry, HttpSession http) throws IOException {
        HttpSession.Answer answer =
                http.send("GET", uri(entry, "ServiceInstance/ServiceInstance/content"), Map.of(), "");
        if (answer.status() > HttpURLConnection.HTTP_INTERNAL_ERROR) {
            throw new ProviderException(
                    "vCenter " + root(entry).getAuthority() + " is not in service: it answers " + answer.status());
        }
        JsonNode content = VimFault.body(answer);
        if (!answer.ok() || !content.has("about")) {
            LOG.info(
                    "vCenter {} has no VI JSON API, so its Automation API is used",
                    root(entry).getAuthority());
            return Optional.empty();
        }
        LOG.debug(
                "vCenter {} speaks VI JSON up to {}",
                root(entry).getAuthority(),
                content.at("/about/apiVersion").asText());
        return Optional.of(new VimService(entry, http, content));
    }

    private static URI uri(SourceProviderEntry entry, String path) {
        return root(entry).resolve("sdk/vim25/" + RELEASE + "/" + path);
    }

    /** A data object of this type, without fields. */
    static ObjectNode object(String type) {
        return JSON.createObjectNode().put(TYPE, type);
    }

    /** Parameters of a call, none so far. */
    static ObjectNode parameters() {
        return JSON.createObjectNode();
    }

    static ArrayNode array(JsonNode... elements) {
        return JSON.createArrayNode().addAll(List.of(elements));
    }

    /** An entry of a VM's extra configuration. */
    static ObjectNode option(String key, String value) {
        ObjectNode option = object("OptionValue").put("key", key);
        option.set("value", object("string").put("_value", value));
        return option;
    }

    /** What is behind a value of any type, which the API wraps unless it is an object. */
    static JsonNode value(JsonNode any) {
        return any.has("_value") ? any.path("_value") : any;
    }

    /** @param manager such as {@code propertyCollector}, a field of the service's content */
    Ref manager(String manager) {
        return Ref.of(content.path(manager));
    }

    /** For messages. */
    String name() {
        return vcenter.getAuthority();
    }

    /** Whether nothing may be changed any more. */
    boolean isStopped() {
        return http.isStopped();
    }

    /**
     * Calls a method that changes something.
     *
     * @param what completes "vCenter … refused to …"
     * @throws VimFault when vCenter answers with one
     */
    JsonNode change(Ref on, String method, ObjectNode parameters, String what) throws IOException {
        return call(http::send, on.path() + method, parameters, what);
    }

    /** Calls a method that changes none of vCenter's VMs, also when the run is being stopped. */
    JsonNode ask(Ref on, String method, ObjectNode parameters, String what) throws IOException {
        return call(http::ask, on.path() + method, parameters, what);
    }

    @FunctionalInterface
    private interface Sender {
        HttpSession.Answer send(String method, URI uri, Map<String, String> headers, String body) throws IOException;
    }

    private JsonNode call(Sender sender, String path, ObjectNode parameters, String what) throws IOException {
        HttpSession.Answer answer = session.send(token -> send(sender, path, parameters, token), VimService::isLost);
        if (!answer.ok()) {
            throw VimFault.ofCall(name(), what, answer);
        }
        return answer.json();
    }

    private HttpSession.Answer send(Sender sender, String path, ObjectNode parameters, String token)
            throws IOException {
        return sender.send("POST", uri(entry, path), Map.of(HttpSession.SESSION, token), parameters.toString());
    }

    /** A session that has ended may be told by the status or by the fault alone. */
    private static boolean isLost(HttpSession.Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED
                || !answer.ok() && VimFault.body(answer).path(TYPE).asText().equals("NotAuthenticated");
    }

    private String login() throws IOException {
        Credentials login = entry.login().orElseThrow();
        ObjectNode parameters = parameters()
                .put("userName", login.username())
                .put("password", login.password().reveal());
        HttpSession.Answer answer = http.ask("POST", sessions("Login"), Map.of(), parameters.toString());
        if (!answer.ok()) {
            throw new ProviderException("vCenter " + name() + " refused user " + login.username() + " ("
                    + answer.status() + " " + VimFault.body(answer).path(TYPE).asText()
                    + "); check username and password of " + entry.key() + " in the providers file");
        }
        return answer.session()
                .orElseThrow(() -> new IOException(
                        "vCenter " + name() + " let " + login.username() + " in without naming a session"));
    }

    private URI sessions(String method) {
        return uri(entry, manager("sessionManager").path() + method);
    }

    /** Ends the session if there is one. */
    void logout() {
        session.end(token -> http.ask("POST", sessions("Logout"), Map.of(HttpSession.SESSION, token), "{}"));
    }
}
