package mtv.provider.driver.ovirt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.provider.driver.ProviderException;
import mtv.provider.http.HttpSession;
import mtv.provider.http.RestAnswers;
import mtv.settings.SourceProviderEntry;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The REST API of one oVirt engine, in JSON: what it answers, and its refusals in its own words. */
final class OvirtApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SourceProviderEntry entry;
    private final HttpSession http;
    private final String root;
    private final RestAnswers answers;

    OvirtApi(SourceProviderEntry entry, HttpSession http) {
        this.entry = entry;
        this.http = http;
        this.root = entry.url().replaceAll("/+$", "");
        this.answers = new RestAnswers("oVirt engine " + URI.create(root).getAuthority(), OvirtApi::fault);
    }

    /** For messages. */
    String name() {
        return answers.platform();
    }

    /** Who asks, for messages. */
    String user() {
        return entry.login().orElseThrow().username();
    }

    /** Any answer, also a refusal. @param path below the API's root, with its query */
    HttpSession.Answer get(String path) throws IOException {
        return http.send("GET", URI.create(root + path), login(), "");
    }

    private Map<String, String> login() {
        return HttpSession.basic(entry.login().orElseThrow());
    }

    /**
     * An object.
     *
     * @param what completes "oVirt engine … refused to …"
     * @return empty when there is none
     */
    Optional<JsonNode> find(String path, String what) throws IOException {
        return answers.found(known(get(path)), what);
    }

    /**
     * Objects that a search finds.
     *
     * @param collection such as {@code vms}, whose elements are a {@code vm} each
     * @param search in the engine's language for it
     */
    List<JsonNode> search(String collection, String search, String what) throws IOException {
        String query = "/" + collection + "?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8);
        JsonNode found = answers.good(known(get(query)), what).json();
        return found.path(collection.replaceAll("s$", "")).valueStream().toList();
    }

    /** Changes something. @param correlation by which the engine's events name this request; empty for none */
    JsonNode post(String path, Map<String, Object> body, String correlation, String what) throws IOException {
        Map<String, String> headers = new HashMap<>(login());
        if (!correlation.isEmpty()) {
            headers.put("Correlation-Id", correlation);
        }
        String json = JSON.writeValueAsString(body);
        return answers.good(known(http.send("POST", URI.create(root + path), headers, json)), what)
                .json();
    }

    /** What is not there any more is no error. */
    void delete(String path, String what) throws IOException {
        answers.requireGone(known(http.send("DELETE", URI.create(root + path), login(), "")), what);
    }

    /** @throws ProviderException when the engine does not let the user in */
    private HttpSession.Answer known(HttpSession.Answer answer) {
        if (answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new ProviderException(name() + " refused user " + user() + " (401); check username and password of "
                    + entry.key() + " in the providers file");
        }
        return answer;
    }

    /** Of an action, or of the call itself. */
    private static String fault(JsonNode body) {
        JsonNode fault = body.has("fault") ? body.path("fault") : body;
        String detail = fault.path("detail").asText();
        return detail.isEmpty() ? fault.path("reason").asText() : detail.replaceAll("^\\[|]$", "");
    }
}
