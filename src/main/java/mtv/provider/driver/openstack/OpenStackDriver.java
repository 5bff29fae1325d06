package mtv.provider.driver.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.await.Await;
import mtv.provider.driver.SoleVm;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.openstack.OpenStackApi.Service;
import mtv.provider.http.HttpSession;
import mtv.scenario.Power;
import mtv.settings.SourceProviderEntry;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Drives an OpenStack through the APIs of Nova, Cinder and Glance. A copy is a server of the same flavor on the same
 * networks, with a copy of each volume; what is on the server's own disk comes along as an image. Volumes and image
 * have the name of the copy, and go with it. None of the services tells when it is done, so what they make is looked at
 * until it is as it shall be.
 */
public final class OpenStackDriver implements SourceDriver {

    private static final String SERVERS = "/servers/";

    private final String sourceKey;
    private final HttpSession http;
    private final OpenStackApi cloud;
    private final Duration limit;

    /** @param limit how long each step of a copy may take */
    public OpenStackDriver(SourceProviderEntry entry, HttpSession http, Duration limit) {
        this.sourceKey = entry.key();
        this.http = http;
        this.cloud = new OpenStackApi(entry, http);
        this.limit = limit;
    }

    @Override
    public Optional<String> find(String vmName, Optional<String> vmId) throws IOException {
        String what = "look up VM " + vmName;
        return vmId.isPresent()
                ? cloud.find(Service.COMPUTE, SERVERS + vmId.get(), what).flatMap(found -> vmId)
                : server(vmName, what).map(OpenStackDriver::id);
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    /** Nova takes the name for a regular expression. */
    private Optional<JsonNode> server(String name, String what) throws IOException {
        String pattern = "^" + name.replaceAll("[^A-Za-z0-9 _-]", ".") + "$";
        List<JsonNode> found =
                cloud.list(Service.COMPUTE, "/servers/detail?name=" + query(pattern), "servers", what).stream()
                        .filter(server -> server.path("name").asText().equals(name))
                        .toList();
        return SoleVm.of(found, name, sourceKey, "\"id\"");
    }

    private static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void copy(Copy copy) throws IOException {
        String what = "clone VM " + copy.vmName() + " to " + copy.name();
        JsonNode original = cloud.find(Service.COMPUTE, SERVERS + copy.vmId(), what)
                .orElseThrow(() -> new IOException("VM " + copy.vmName() + " has gone"))
                .path("server");
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("name", copy.name());
        wanted.put("flavorRef", original.at("/flavor/id").asText());
        putIfKnown(wanted, "availability_zone", original.path("OS-EXT-AZ:availability_zone"));
        putIfKnown(wanted, "key_name", original.path("key_name"));
        wanted.put("security_groups", securityGroups(original));
        wanted.put("networks", networks(copy, what));
        List<Made> disks = disks(copy, original, what);
        disks.stream()
                .filter(disk -> disk.service() == Service.IMAGE)
                .forEach(image -> wanted.put("imageRef", image.id()));
        wanted.put("block_device_mapping_v2", devices(disks));
        JsonNode made = cloud.post(Service.COMPUTE, "/servers", Map.of("server", wanted), what);
        Made server = new Made(Service.COMPUTE, SERVERS, id(made.path("server")), "server", "ACTIVE");
        awaitStatus(server, what);
        if (copy.power().filter(Power.ON::equals).isEmpty()) {
            // other platforms leave a copy off; Nova starts every new server
            Map<String, Object> stop = new LinkedHashMap<>();
            stop.put("os-stop", null);
            cloud.post(Service.COMPUTE, server.path() + "/action", stop, "stop VM " + copy.name());
            awaitStatus(server.with("SHUTOFF"), "stop VM " + copy.name());
        }
    }

    private static void putIfKnown(Map<String, Object> wanted, String field, JsonNode value) {
        if (value.isTextual() && !value.asText().isEmpty()) {
            wanted.put(field, value.asText());
        }
    }

    private static List<Map<String, String>> securityGroups(JsonNode original) {
        return original.path("security_groups")
                .valueStream()
                .map(group -> group.path("name").asText())
                .distinct()
                .map(name -> Map.of("name", name))
                .toList();
    }

    private List<Map<String, String>> networks(Copy copy, String what) throws IOException {
        return cloud
                .list(Service.COMPUTE, SERVERS + copy.vmId() + "/os-interface", "interfaceAttachments", what)
                .stream()
                .map(port -> Map.of("uuid", port.path("net_id").asText()))
                .toList();
    }

    /**
     * The copies of what the server boots from and has besides, in this order: its own disk as an image, if it has one,
     * and its volumes in the order of their devices. All are begun before the first is waited for.
     */
    private List<Made> disks(Copy copy, JsonNode original, String what) throws IOException {
        List<Made> disks = new ArrayList<>();
        if (original.at("/image/id").isTextual()) {
            Map<String, Object> wanted = Map.of("createImage", Map.of("name", copy.name()));
            JsonNode answer = cloud.post(Service.COMPUTE, SERVERS + copy.vmId() + "/action", wanted, what);
            disks.add(
                    new Made(Service.IMAGE, "/images/", answer.path("image_id").asText(), "", "active"));
        }
        for (String volume : volumes(copy, what)) {
            Map<String, Object> wanted = Map.of("name", copy.name(), "source_volid", volume);
            JsonNode answer = cloud.post(Service.VOLUME, "/volumes", Map.of("volume", wanted), what);
            disks.add(new Made(Service.VOLUME, "/volumes/", id(answer.path("volume")), "volume", "available"));
        }
        for (Made disk : disks) {
            awaitStatus(disk, what);
        }
        return disks;
    }

    /** Ids of the server's volumes in the order of their devices. */
    private List<String> volumes(Copy copy, String what) throws IOException {
        return cloud
                .list(Service.COMPUTE, SERVERS + copy.vmId() + "/os-volume_attachments", "volumeAttachments", what)
                .stream()
                .sorted(Comparator.comparing(each -> each.path("device").asText()))
                .map(each -> each.path("volumeId").asText())
                .toList();
    }

    /** The first one is booted; an image becomes the server's own disk. */
    private static List<Map<String, Object>> devices(List<Made> disks) {
        List<Map<String, Object>> devices = new ArrayList<>();
        for (Made disk : disks) {
            boolean image = disk.service() == Service.IMAGE;
            devices.add(Map.of(
                    "uuid",
                    disk.id(),
                    "source_type",
                    image ? "image" : "volume",
                    "destination_type",
                    image ? "local" : "volume",
                    "boot_index",
                    devices.isEmpty() ? 0 : -1,
                    "delete_on_termination",
                    true));
        }
        return devices;
    }

    /**
     * Something that a service makes.
     *
     * @param collection path of all of its kind, with a slash at the end
     * @param field of the answer that has it; empty for the whole answer
     * @param status that it has when it is good
     */
    private record Made(Service service, String collection, String id, String field, String status) {

        private Made with(String otherStatus) {
            return new Made(service, collection, id, field, otherStatus);
        }

        private String path() {
            return collection + id;
        }

        /** For messages. */
        private String name() {
            return path().substring(1);
        }

        private JsonNode of(JsonNode answer) {
            return field.isEmpty() ? answer : answer.path(field);
        }
    }

    private void awaitStatus(Made made, String what) {
        http.until(cloud.name() + " could " + what)
                .looking(
                        limit,
                        () -> stateOf(made, what),
                        now -> status(now).equals(made.status()),
                        now -> made.name() + " is " + status(now));
    }

    private static String status(JsonNode object) {
        return object.path("status").asText();
    }

    /** @throws IOException when it will never be good, with the service's reason */
    private JsonNode stateOf(Made made, String what) throws IOException {
        JsonNode now = cloud.find(made.service(), made.path(), what)
                .map(made::of)
                .orElseThrow(
                        () -> new IOException(cloud.name() + " could not " + what + ": " + made.name() + " has gone"));
        requireNoError(now, made.name(), what);
        return now;
    }

    private void requireNoError(JsonNode now, String name, String what) throws IOException {
        String status = status(now);
        if (status.equalsIgnoreCase("error") || status.startsWith("error_") || status.equals("killed")) {
            throw new IOException(cloud.name() + " could not " + what + ": " + name + " is " + status
                    + (now.has("fault") ? ", " + now.at("/fault/message").asText() : ""));
        }
    }

    /** A server is deleted in any state; its volumes go with it, but those of a copy that never became one do not. */
    @Override
    public void delete(String vmName) throws IOException {
        String what = "delete VM " + vmName;
        Optional<JsonNode> server = server(vmName, what);
        if (server.isPresent()) {
            String path = SERVERS + id(server.get());
            cloud.delete(Service.COMPUTE, path, what);
            until("VM " + vmName)
                    .looking(
                            limit,
                            () -> cloud.find(Service.COMPUTE, path, what),
                            Optional::isEmpty,
                            left -> "it is "
                                    + status(left.map(found -> found.path("server"))
                                            .orElseThrow()));
        }
        String volumes = "/volumes/detail?name=" + query(vmName);
        until("each volume " + vmName)
                .looking(limit, () -> withoutFree(volumes, what), List::isEmpty, OpenStackDriver::words);
        for (JsonNode image : cloud.list(Service.IMAGE, "/images?name=" + query(vmName), "images", what)) {
            cloud.delete(Service.IMAGE, "/images/" + id(image), what);
        }
    }

    private Await until(String who) {
        return http.until(who + " of source provider " + sourceKey + " is deleted");
    }

    /** Begins to delete what is in nobody's use. @return what is there, also of that */
    private List<JsonNode> withoutFree(String volumes, String what) throws IOException {
        List<JsonNode> there = cloud.list(Service.VOLUME, volumes, "volumes", what);
        for (JsonNode volume : there) {
            if (List.of("available", "error").contains(status(volume))) {
                cloud.delete(Service.VOLUME, "/volumes/" + id(volume), what);
            } else {
                requireNoError(volume, "volumes/" + id(volume), what);
            }
        }
        return there;
    }

    private static String words(List<JsonNode> volumes) {
        return volumes.stream()
                .map(volume -> "volumes/" + id(volume) + " is " + status(volume))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        cloud.close();
    }
}
