package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SoleVm;
import mtv.provider.driver.SourceDriver;
import mtv.provider.http.HttpSession;
import mtv.provider.http.RestAnswers;
import mtv.provider.http.SharedSession;
import mtv.scenario.Power;
import mtv.settings.Credentials;
import mtv.settings.SourceProviderEntry;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Drives a vSphere through vCenter's Automation API (REST), which vCenter 7 has too, but which knows nothing of changed
 * block tracking.
 */
final class AutomationDriver implements SourceDriver {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSIONS = "api/session";

    private final SourceProviderEntry entry;
    private final HttpSession http;
    private final URI vcenter;
    private final RestAnswers answers;
    private final SharedSession session = new SharedSession(this::login);

    AutomationDriver(SourceProviderEntry entry, HttpSession http) {
        this.entry = entry;
        this.http = http;
        this.vcenter = URI.create(entry.url()).resolve("/");
        this.answers = new RestAnswers("vCenter " + vcenter.getAuthority(), AutomationDriver::fault);
    }

    @Override
    public Optional<String> find(String vmName, Optional<String> vmId) throws IOException {
        return vmId.isPresent() ? vmId : id(vmName);
    }

    @Override
    public Optional<String> cannotTrack() {
        return Optional.of("vCenter " + vcenter.getAuthority() + " has no VI JSON API, which came with 8.0 U1, and this"
                + " suite switches Changed Block Tracking on by no other: use a newer vCenter, or switch it on for a VM"
                + " yourself and migrate that one with \"clone\": false");
    }

    @Override
    public Optional<String> cannotPrepare(Copy copy) {
        return copy.preparation().isNone()
                ? Optional.empty()
                : Optional.of(
                        "vCenter " + vcenter.getAuthority() + " has no VI JSON API, which came with 8.0 U1, and this"
                                + " suite prepares copies by no other: use a newer vCenter, or leave \"prepare\" of VM "
                                + copy.vmName() + " out");
    }

    @Override
    public void copy(Copy copy) throws IOException {
        String body = JSON.writeValueAsString(Map.of("source", copy.vmId(), "name", copy.name(), "power_on", false));
        String id = ask("POST", "api/vcenter/vm?action=clone", body, "clone VM " + copy.vmName())
                .asText();
        if (copy.power().isPresent()) {
            power(id, copy.power().get());
        }
    }

    private void power(String vmId, Power power) throws IOException {
        String path = "api/vcenter/vm/" + vmId + "/power";
        String wanted = power == Power.ON ? "POWERED_ON" : "POWERED_OFF";
        String state =
                ask("GET", path, "", "read the power of " + vmId).path("state").asText();
        if (!state.equals(wanted)) {
            String action = power == Power.ON ? "start" : "stop";
            ask("POST", path + "?action=" + action, "", action + " VM " + vmId);
        }
    }

    @Override
    public void delete(String vmName) throws IOException {
        Optional<String> id = id(vmName);
        if (id.isPresent()) {
            power(id.get(), Power.OFF);
            ask("DELETE", "api/vcenter/vm/" + id.get(), "", "delete VM " + vmName);
        }
    }

    private Optional<String> id(String vmName) throws IOException {
        String query = "api/vcenter/vm?names=" + URLEncoder.encode(vmName, StandardCharsets.UTF_8);
        JsonNode found = ask("GET", query, "", "look up VM " + vmName);
        return SoleVm.of(found.valueStream().toList(), vmName, entry.key(), "\"id\" or by \"path\"")
                .map(vm -> vm.path("vm").asText());
    }

    private JsonNode ask(String method, String path, String body, String what) throws IOException {
        HttpSession.Answer answer = session.send(
                token -> http.send(method, vcenter.resolve(path), Map.of(HttpSession.SESSION, token), body),
                refused -> refused.status() == HttpURLConnection.HTTP_UNAUTHORIZED);
        return answers.good(answer, what).json();
    }

    private String login() throws IOException {
        Credentials login = entry.login().orElseThrow();
        HttpSession.Answer answer = http.send("POST", vcenter.resolve(SESSIONS), HttpSession.basic(login), "");
        if (!answer.ok()) {
            throw new ProviderException("vCenter " + vcenter.getAuthority() + " refused user " + login.username() + " ("
                    + answer.status() + "); check username and password of " + entry.key() + " in the providers file");
        }
        return answer.json().asText();
    }

    private static String fault(JsonNode error) {
        JsonNode message = error.path("messages").path(0).path("default_message");
        return message.isMissingNode() ? error.path("error_type").asText() : message.asText();
    }

    @Override
    public void close() {
        session.end(token -> http.ask("DELETE", vcenter.resolve(SESSIONS), Map.of(HttpSession.SESSION, token), ""));
    }
}
