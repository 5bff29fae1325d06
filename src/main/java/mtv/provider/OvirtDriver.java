package mtv.provider;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.settings.Credentials;
import mtv.settings.SourceProviderEntry;
import mtv.vm.Fact;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cannot change an oVirt's VMs, but reads in the engine's events (REST, {@code events}) what people did to them. */
final class OvirtDriver extends SourceDriver.NoDriver {

    /** USER_STOP_VM of the engine's audit log; a shutdown, which MTV asks for, is another one. */
    private static final int USER_STOP = 33;

    private static final String SEARCH = "/events?search=type%3D" + USER_STOP + "%20sortby%20time%20desc&max=1000";

    private final SourceProviderEntry entry;
    private final HttpSession http;

    OvirtDriver(SourceProviderEntry entry, HttpSession http) {
        super(entry);
        this.entry = entry;
        this.http = http;
    }

    @Override
    public Fact<Map<String, List<String>>> userStops() {
        URI events = URI.create(entry.url().replaceAll("/+$", "") + SEARCH);
        Credentials login = entry.login().orElseThrow();
        try {
            HttpSession.Answer answer = http.send("GET", events, HttpSession.basic(login), "");
            return answer.ok()
                    ? Fact.of(stops(answer.json()), "events of the oVirt engine")
                    : Fact.unknown("the oVirt engine does not show its events to " + login.username() + " ("
                            + answer.status() + ")");
        } catch (IOException e) {
            return Fact.unknown("the events of the oVirt engine cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, List<String>> stops(JsonNode answer) {
        Map<String, List<String>> stops = new HashMap<>();
        for (JsonNode event : answer.path("event")) {
            Instant time = Instant.ofEpochMilli(event.path("time").asLong());
            if (event.path("code").asInt() == USER_STOP) {
                stops.computeIfAbsent(event.path("vm").path("id").asText(), first -> new ArrayList<>())
                        .add(time + ": " + event.path("description").asText());
            }
        }
        return stops;
    }
}
