package mtv.provider.driver;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.provider.driver.OpenStackApi.Service;
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

/**
 * Drives an OpenStack through the APIs of Nova, Cinder and Glance. A copy is a server of the same flavor on the same
 * networks, with a copy of each volume; what is on the server's own disk comes along as an image. Volumes and image
 * have the name of the copy, and go with it. None of the services tells when it is done, so what they make is looked at
 * until it is as it shall be.
 */
final class OpenStackDriver implements SourceDriver {

    private static final String SERVERS = "/servers/";
    private static final String STATUS = "status";
    private static final String ERROR = "ERROR";

    private final String sourceKey;
    private final HttpSession http;
    private final OpenStackApi cloud;
    private final Duration limit;

    /** @param limit how long each step of a copy may take */
    OpenStackDriver(SourceProviderEntry entry, HttpSession http, Duration limit) {
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
        if (found.size() > 1) {
            throw new ProviderException(found.size() + " VMs on source provider " + sourceKey + " have the name " + name
                    + "; say which by \"id\" beside its name in the scenario");
        }
        return found.stream().findFirst();
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
        wanted.put("block_device_mapping_v2", disks(copy, original, wanted, what));
        JsonNode made = cloud.post(Service.COMPUTE, "/servers", Map.of("server", wanted), what);
        String path = SERVERS + id(made.path("server"));
        awaitStatus(new Made(Service.COMPUTE, path, "server", "ACTIVE"), what);
        if (copy.power().filter(Power.ON::equals).isEmpty()) {
            // other platforms leave a copy off; Nova starts every new server
            Map<String, Object> stop = new LinkedHashMap<>();
            stop.put("os-stop", null);
            cloud.post(Service.COMPUTE, path + "/action", stop, "stop VM " + copy.name());
            awaitStatus(new Made(Service.COMPUTE, path, "server", "SHUTOFF"), "stop VM " + copy.name());
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

    /** In the order of the devices, since the first one is booted. @param wanted gets the image, if there is one */
    private List<Map<String, Object>> disks(Copy copy, JsonNode original, Map<String, Object> wanted, String what)
            throws IOException {
        List<String> volumes = volumes(copy, what);
        List<Map<String, Object>> disks = new ArrayList<>();
        boolean ofImage = original.at("/image/id").isTextual();
        if (ofImage) {
            String image = image(copy, what);
            wanted.put("imageRef", image);
            disks.add(device(image, "image", "local", 0));
        }
        for (String volume : volumes) {
            disks.add(device(volume, "volume", "volume", disks.isEmpty() ? 0 : -1));
        }
        return disks;
    }

    private static Map<String, Object> device(String uuid, String from, String to, int bootIndex) {
        return Map.of(
                "uuid",
                uuid,
                "source_type",
                from,
                "destination_type",
                to,
                "boot_index",
                bootIndex,
                "delete_on_termination",
                true);
    }

    /** Ids of the copies; all are begun before the first is waited for. */
    private List<String> volumes(Copy copy, String what) throws IOException {
        List<String> originals = cloud
                .list(Service.COMPUTE, SERVERS + copy.vmId() + "/os-volume_attachments", "volumeAttachments", what)
                .stream()
                .sorted(Comparator.comparing(each -> each.path("device").asText()))
                .map(each -> each.path("volumeId").asText())
                .toList();
        List<String> copies = new ArrayList<>();
        for (String volume : originals) {
            Map<String, Object> wanted = Map.of("name", copy.name(), "source_volid", volume);
            copies.add(id(cloud.post(Service.VOLUME, "/volumes", Map.of("volume", wanted), what)
                    .path("volume")));
        }
        for (String volume : copies) {
            awaitStatus(new Made(Service.VOLUME, "/volumes/" + volume, "volume", "available"), what);
        }
        return copies;
    }

    private String image(Copy copy, String what) throws IOException {
        Map<String, Object> wanted = Map.of("createImage", Map.of("name", copy.name()));
        String image = cloud.post(Service.COMPUTE, SERVERS + copy.vmId() + "/action", wanted, what)
                .path("image_id")
                .asText();
        awaitStatus(new Made(Service.IMAGE, "/images/" + image, "", "active"), what);
        return image;
    }

    /**
     * Something that a service makes.
     *
     * @param field of the answer that has it; empty for the whole answer
     * @param status that it has when it is good
     */
    private record Made(Service service, String path, String field, String status) {

        private JsonNode of(JsonNode answer) {
            return field.isEmpty() ? answer : answer.path(field);
        }
    }

    private void awaitStatus(Made made, String what) {
        Map<String, String> last = new LinkedHashMap<>(Map.of(STATUS, "unknown"));
        http.until(cloud.name() + " could " + what)
                .polling(
                        limit,
                        () -> {
                            JsonNode now = cloud.find(made.service(), made.path(), what)
                                    .map(made::of)
                                    .orElseThrow(() -> new IOException(cloud.name() + " could not " + what + ": "
                                            + made.path().substring(1) + " has gone"));
                            last.put(STATUS, now.path(STATUS).asText());
                            requireNoError(now, made, what);
                            return Optional.of(now)
                                    .filter(each -> each.path(STATUS).asText().equals(made.status()));
                        },
                        () -> made.path().substring(1) + " is " + last.get(STATUS));
    }

    private void requireNoError(JsonNode now, Made made, String what) throws IOException {
        String status = now.path(STATUS).asText();
        if (status.equalsIgnoreCase(ERROR) || status.startsWith("error_") || status.equals("killed")) {
            throw new IOException(cloud.name() + " could not " + what + ": "
                    + made.path().substring(1) + " is " + status
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
            awaitGone(
                    "VM " + vmName,
                    () -> cloud.find(Service.COMPUTE, path, what).isEmpty());
        }
        String volumes = "/volumes?name=" + query(vmName);
        awaitGone("the volumes of " + vmName, () -> {
            List<JsonNode> left = cloud.list(Service.VOLUME, volumes, "volumes", what);
            for (JsonNode volume : left) {
                deleteIfFree("/volumes/" + id(volume), what);
            }
            return left.isEmpty();
        });
        for (JsonNode image : cloud.list(Service.IMAGE, "/images?name=" + query(vmName), "images", what)) {
            cloud.delete(Service.IMAGE, "/images/" + id(image), what);
        }
    }

    private void deleteIfFree(String volume, String what) throws IOException {
        String status = cloud.find(Service.VOLUME, volume, what)
                .map(found -> found.at("/volume/status").asText())
                .orElse("deleting");
        if (List.of("available", "error").contains(status)) {
            cloud.delete(Service.VOLUME, volume, what);
        }
    }

    @FunctionalInterface
    private interface Question {
        boolean ask() throws IOException;
    }

    private void awaitGone(String who, Question gone) {
        http.until(who + " of source provider " + sourceKey + " is deleted")
                .polling(limit, () -> gone.ask() ? Optional.of(true) : Optional.empty(), () -> "it is still there");
    }

    @Override
    public void close() {
        cloud.close();
    }
}
