package mtv.provider.driver.ovirt;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.await.WaitException;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SoleVm;
import mtv.provider.driver.SourceDriver;
import mtv.provider.http.HttpSession;
import mtv.scenario.Power;
import mtv.settings.SourceProviderEntry;
import mtv.vm.Fact;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Drives an oVirt through its engine's REST API, and reads in the engine's events what people did to VMs. A VM that is
 * wanted may be a template, too. The engine tells nobody when it is done, so VMs are looked at until they are as they
 * shall be.
 */
public final class OvirtDriver implements SourceDriver {

    /** USER_STOP_VM of the engine's audit log; a shutdown, which MTV asks for, is another one. */
    private static final int USER_STOP = 33;

    private static final String STOPS = "/events?search=type%3D" + USER_STOP + "%20sortby%20time%20desc&max=1000";
    private static final String LOCKED = "image_locked";
    private static final String DOWN = "down";

    private final String sourceKey;
    private final HttpSession http;
    private final OvirtApi engine;
    private final Duration limit;
    /** The engine clones a VM once at a time. */
    private final Map<String, Object> originals = new ConcurrentHashMap<>();

    /** @param limit how long the engine may take for one copy */
    public OvirtDriver(SourceProviderEntry entry, HttpSession http, Duration limit) {
        this.sourceKey = entry.key();
        this.http = http;
        this.engine = new OvirtApi(entry, http);
        this.limit = limit;
    }

    /** Of the versions of a template the newest is meant. */
    @Override
    public Optional<String> find(String vmName, Optional<String> vmId) throws IOException {
        String what = "look up VM " + vmName;
        if (vmId.isPresent()) {
            boolean there = engine.find("/vms/" + vmId.get(), what).isPresent()
                    || engine.find("/templates/" + vmId.get(), what).isPresent();
            return vmId.filter(id -> there);
        }
        Optional<JsonNode> vm = named(vmName);
        if (vm.isPresent()) {
            return vm.map(OvirtDriver::id);
        }
        return withName("templates", vmName).stream()
                .max(Comparator.comparingInt(
                        template -> template.at("/version/version_number").asInt()))
                .map(OvirtDriver::id);
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    private Optional<JsonNode> named(String vmName) throws IOException {
        return SoleVm.of(withName("vms", vmName), vmName, sourceKey, "\"id\" or by \"path\"");
    }

    /** A search of the engine does not look at the case. */
    private List<JsonNode> withName(String collection, String name) throws IOException {
        return engine.search(collection, "name=\"" + name + "\"", "look up VM " + name).stream()
                .filter(each -> each.path("name").asText().equals(name))
                .toList();
    }

    @Override
    public void copy(Copy copy) throws IOException {
        String what = "clone VM " + copy.vmName() + " to " + copy.name();
        JsonNode made;
        synchronized (originals.computeIfAbsent(copy.vmId(), id -> new Object())) {
            if (engine.find("/vms/" + copy.vmId(), what).isPresent()) {
                Map<String, Object> wanted = Map.of("vm", Map.of("name", copy.name()));
                engine.post("/vms/" + copy.vmId() + "/clone", wanted, copy.name(), what);
            } else {
                deploy(copy, what);
            }
            made = awaitDisks(copy, what);
        }
        for (String snapshot : copy.preparation().snapshotNames()) {
            snapshot(id(made), snapshot, copy.name());
        }
        if (copy.power().filter(Power.ON::equals).isPresent()) {
            engine.post("/vms/" + id(made) + "/start", Map.of(), "", "start VM " + copy.name());
        }
    }

    /** Any that scenarios may ask for on oVirt, which their rules look at. */
    @Override
    public Optional<String> cannotPrepare(Copy copy) {
        return Optional.empty();
    }

    /** The next one begins from it. Of a VM that is off there is no memory to keep. */
    private void snapshot(String vm, String name, String vmName) throws IOException {
        String what = "make snapshot " + name + " of VM " + vmName;
        Map<String, Object> wanted = Map.of("description", name, "persist_memorystate", false);
        String made = "/vms/" + vm + "/snapshots/" + id(engine.post("/vms/" + vm + "/snapshots", wanted, vmName, what));
        http.until(engine.name() + " has made snapshot " + name + " of VM " + vmName)
                .looking(
                        limit,
                        () -> engine.find(made, what),
                        now -> now.filter(OvirtDriver::isWhole).isPresent(),
                        now -> "the snapshot is "
                                + now.map(there -> there.path("snapshot_status").asText())
                                        .orElse("not there"));
    }

    private static boolean isWhole(JsonNode snapshot) {
        return snapshot.path("snapshot_status").asText().equals("ok");
    }

    /** Independent of the template, as a clone is of its original. */
    private void deploy(Copy copy, String what) throws IOException {
        JsonNode template = engine.find("/templates/" + copy.vmId(), what)
                .orElseThrow(() -> new IOException("VM " + copy.vmName() + " has gone"));
        String cluster = template.at("/cluster/id").asText();
        if (cluster.isEmpty()) {
            throw new ProviderException("Template " + copy.vmName() + " of source provider " + sourceKey
                    + " belongs to no cluster, so there is none for its copy: give it one, or name another");
        }
        Map<String, Object> wanted =
                Map.of("name", copy.name(), "template", Map.of("id", copy.vmId()), "cluster", Map.of("id", cluster));
        engine.post("/vms?clone=true", wanted, copy.name(), what);
    }

    /** The copy may appear after a while, and disappears when the engine fails; then an event tells why. */
    private JsonNode awaitDisks(Copy copy, String what) {
        return http.until(engine.name() + " has cloned VM " + copy.vmName() + " to " + copy.name())
                .looking(limit, () -> made(copy, what), OvirtDriver::isFree, vm -> "the copy is " + words(vm))
                .orElseThrow();
    }

    private static boolean isFree(Optional<JsonNode> vm) {
        return vm.filter(there -> !status(there).equals(LOCKED)).isPresent();
    }

    private static String status(JsonNode vm) {
        return vm.path("status").asText();
    }

    private static String words(Optional<JsonNode> vm) {
        return vm.map(OvirtDriver::status).orElse("not there");
    }

    private Optional<JsonNode> made(Copy copy, String what) throws IOException {
        Optional<JsonNode> made = named(copy.name());
        if (made.isEmpty()) {
            requireNoFailure(copy, what);
        }
        return made;
    }

    private void requireNoFailure(Copy copy, String what) throws IOException {
        String failures = engine.search("events", "correlation_id=" + copy.name(), what).stream()
                .filter(event -> event.path("severity").asText().equals("error"))
                .map(event -> event.path("description").asText())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            throw new IOException(engine.name() + " could not " + what + ": " + failures);
        }
    }

    /** A copy of a run that was killed may still be in the making, and cannot be deleted then unless it is stuck. */
    @Override
    public void delete(String vmName) throws IOException {
        Optional<JsonNode> there = named(vmName);
        if (there.isEmpty()) {
            return;
        }
        String vm = "/vms/" + id(there.get());
        String what = "delete VM " + vmName;
        boolean stuck = status(there.get()).equals(LOCKED) && !isFreeInTime(vm, what);
        if (!stuck) {
            stop(vm, vmName);
        }
        engine.delete(vm + (stuck ? "?force=true" : ""), what);
        http.until("VM " + vmName + " is deleted")
                .looking(limit, () -> engine.find(vm, what), Optional::isEmpty, left -> "it is " + words(left));
    }

    private boolean isFreeInTime(String vm, String what) {
        try {
            http.until("the disks of " + vm + " are not locked any more")
                    .looking(
                            limit,
                            () -> engine.find(vm, what),
                            now -> now.isEmpty() || isFree(now),
                            OvirtDriver::words);
            return true;
        } catch (WaitException.OutOfTime e) {
            return false;
        }
    }

    private void stop(String vm, String vmName) throws IOException {
        String what = "stop VM " + vmName;
        if (isDown(engine.find(vm, what))) {
            return;
        }
        engine.post(vm + "/stop", Map.of(), "", what);
        http.until("VM " + vmName + " is down")
                .looking(limit, () -> engine.find(vm, what), OvirtDriver::isDown, left -> "it is " + words(left));
    }

    /** Or gone. */
    private static boolean isDown(Optional<JsonNode> vm) {
        return vm.map(OvirtDriver::status).orElse(DOWN).equals(DOWN);
    }

    @Override
    public Fact<Map<String, List<String>>> userStops() {
        try {
            HttpSession.Answer answer = engine.get(STOPS);
            return answer.ok()
                    ? Fact.of(stops(answer.json()), "events of the oVirt engine")
                    : Fact.unknown("the oVirt engine does not show its events to " + engine.user() + " ("
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
