package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import mtv.sandbox.http.Trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clones VMs through the VI JSON API of the sandbox's vCenter, and looks at the tasks. */
final class VimClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SESSION = "vmware-api-session-id";

    private final HttpClient http;
    private final Map<String, Object> entry;
    /** By the VM that is cloned. */
    private final Map<String, String> tasks = new ConcurrentHashMap<>();

    private String session = "";

    /** @param entry of the providers file */
    VimClient(String caPem, Map<String, Object> entry) {
        this.http = HttpClient.newBuilder().sslContext(Trust.in(caPem)).build();
        this.entry = entry;
    }

    void cloneVm(String name, String id) {
        JsonNode task = call("VirtualMachine/" + id + "/CloneVM_Task", """
                {"name": "%s-copy", "folder": {"type": "Folder", "value": "group-v3"}, "spec": {"location": {}}}
                """.formatted(name));
        tasks.put(name, task.path("value").asText());
    }

    /** What vCenter tells of the task that clones this VM. */
    JsonNode task(String name) {
        String collector = "PropertyCollector/"
                + URLEncoder.encode(
                        call("PropertyCollector/propertyCollector/CreatePropertyCollector", "{}")
                                .path("value")
                                .asText(),
                        StandardCharsets.UTF_8);
        call(collector + "/CreateFilter", """
                {"spec": {"propSet": [{"type": "Task", "pathSet": ["info"]}],
                          "objectSet": [{"obj": {"type": "Task", "value": "%s"}}]}}
                """.formatted(tasks.get(name)));
        JsonNode update = call(collector + "/WaitForUpdatesEx", "{\"version\": \"\"}");
        call(collector + "/DestroyPropertyCollector", "{}");
        return update.at("/filterSet/0/objectSet/0/changeSet/0/val");
    }

    private synchronized String session() {
        if (session.isEmpty()) {
            HttpResponse<String> answer = send(
                    "SessionManager/SessionManager/Login",
                    """
                    {"userName": "%s", "password": "%s"}
                    """.formatted(entry.get("username"), entry.get("password")),
                    "");
            session = answer.headers().firstValue(SESSION).orElseThrow();
        }
        return session;
    }

    private JsonNode call(String path, String body) {
        HttpResponse<String> answer = send(path, body, session());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answers " + answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String path, String body, String token) {
        URI uri = URI.create(String.valueOf(entry.get("api_url"))).resolve("/sdk/vim25/8.0.1.0/" + path);
        return http.sendAsync(
                        HttpRequest.newBuilder(uri)
                                .header(SESSION, token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }
}
