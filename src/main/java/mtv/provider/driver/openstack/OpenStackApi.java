package mtv.provider.driver.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.provider.driver.ProviderException;
import mtv.provider.http.HttpSession;
import mtv.provider.http.RestAnswers;
import mtv.provider.http.SharedSession;
import mtv.settings.Credentials;
import mtv.settings.SourceProviderEntry;
import mtv.settings.SourceProviderEntry.OpenStackScope;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The APIs of one OpenStack: a token of Keystone v3 for the entry's project, which serves all threads and is renewed
 * once when it has ended, and the services that its catalog names for the entry's region.
 */
final class OpenStackApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "X-Auth-Token";
    private static final String TOKENS = "/auth/tokens";

    /** The types by which catalogs name a service, the usual one first. */
    enum Service {
        COMPUTE("compute"),
        VOLUME("volumev3", "block-storage", "volume"),
        IMAGE("image");

        private final List<String> types;

        Service(String... types) {
            this.types = List.of(types);
        }
    }

    private final SourceProviderEntry entry;
    private final OpenStackScope scope;
    private final HttpSession http;
    private final String keystone;
    private final RestAnswers answers;
    private final SharedSession session = new SharedSession(this::login);
    private volatile JsonNode catalog = JSON.createArrayNode();

    OpenStackApi(SourceProviderEntry entry, HttpSession http) {
        this.entry = entry;
        this.scope = entry.openStack().orElseThrow();
        this.http = http;
        String url = entry.url().replaceAll("/+$", "");
        this.keystone = url.endsWith("/v3") ? url : url + "/v3";
        this.answers = new RestAnswers("OpenStack " + URI.create(keystone).getAuthority(), OpenStackApi::fault);
    }

    /** For messages. */
    String name() {
        return answers.platform();
    }

    /**
     * What is there.
     *
     * @param what completes "OpenStack … refused to …"
     * @return empty when there is nothing
     */
    Optional<JsonNode> find(Service service, String path, String what) throws IOException {
        return answers.found(send("GET", service, path, ""), what);
    }

    /** Objects of a list. @param list name of the answer's field */
    List<JsonNode> list(Service service, String path, String list, String what) throws IOException {
        JsonNode found = answers.good(send("GET", service, path, ""), what).json();
        return found.path(list).valueStream().toList();
    }

    JsonNode post(Service service, String path, Map<String, Object> body, String what) throws IOException {
        return answers.good(send("POST", service, path, JSON.writeValueAsString(body)), what)
                .json();
    }

    /** What is not there any more is no error. */
    void delete(Service service, String path, String what) throws IOException {
        answers.requireGone(send("DELETE", service, path, ""), what);
    }

    private HttpSession.Answer send(String method, Service service, String path, String body) throws IOException {
        return session.send(
                token -> http.send(method, uri(service, path), headers(service, token), body),
                refused -> refused.status() == HttpURLConnection.HTTP_UNAUTHORIZED);
    }

    /** Since microversion 2.45 of Nova the answer to createImage names the image; from 2.47 on flavors have no id. */
    private static Map<String, String> headers(Service service, String token) {
        return service == Service.COMPUTE
                ? Map.of(TOKEN, token, "OpenStack-API-Version", "compute 2.45")
                : Map.of(TOKEN, token);
    }

    /** The services name the fault's type, and in it the message; Glance answers with a page. */
    private static String fault(JsonNode body) {
        return body.valueStream().map(fault -> fault.path("message").asText()).collect(Collectors.joining("; "));
    }

    private URI uri(Service service, String path) {
        List<JsonNode> endpoints = catalog.valueStream()
                .filter(each -> service.types.contains(each.path("type").asText()))
                .flatMap(each -> each.path("endpoints").valueStream())
                .filter(each -> each.path("interface").asText().equals("public"))
                .filter(each -> List.of(
                                each.path("region_id").asText(),
                                each.path("region").asText())
                        .contains(scope.regionName()))
                .toList();
        if (endpoints.isEmpty()) {
            throw new ProviderException(name() + " names no public endpoint of " + service.types.get(0) + " in region "
                    + scope.regionName() + "; check region_name of " + entry.key() + " in the providers file");
        }
        return URI.create(endpoints.get(0).path("url").asText().replaceAll("/+$", "")
                + (service == Service.IMAGE ? "/v2" : "")
                + path);
    }

    private String login() throws IOException {
        Credentials login = entry.login().orElseThrow();
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("name", login.username());
        user.put("domain", domain(scope.userDomainId(), scope.userDomainName()));
        user.put("password", login.password().reveal());
        Map<String, Object> identity = Map.of("methods", List.of("password"), "password", Map.of("user", user));
        Map<String, Object> project =
                Map.of("name", scope.projectName(), "domain", domain(scope.projectDomainId(), scope.userDomainName()));
        String body = JSON.writeValueAsString(
                Map.of("auth", Map.of("identity", identity, "scope", Map.of("project", project))));
        HttpSession.Answer answer = http.ask("POST", URI.create(keystone + TOKENS), Map.of(), body);
        if (!answer.ok()) {
            throw new ProviderException(name() + " refused user " + login.username() + " of domain "
                    + scope.userDomainName() + " for project " + scope.projectName() + " (" + answer.status()
                    + "); check " + entry.key() + " in the providers file");
        }
        catalog = answer.json().at("/token/catalog");
        return answer.session()
                .orElseThrow(() -> new IOException(name() + " let " + login.username() + " in without giving a token"));
    }

    private static Map<String, String> domain(Optional<String> id, String name) {
        return id.map(known -> Map.of("id", known)).orElse(Map.of("name", name));
    }

    /** Revokes the token if there is one. */
    void close() {
        session.end(token -> http.ask(
                "DELETE", URI.create(keystone + TOKENS), Map.of(TOKEN, token, HttpSession.SUBJECT_TOKEN, token), ""));
    }
}
