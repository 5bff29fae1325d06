package mtv.sandbox.sources.openstack;

import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourceException;
import mtv.sandbox.sources.SourceException.Type;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Glance's images, among them those that were made of a server's own disk. */
final class CloudImages {

    private static final Duration SNAPSHOT = Duration.ofSeconds(15);

    private final SimPlatform platform;
    private final Set<String> incomplete = ConcurrentHashMap.newKeySet();
    /** Ids of the servers that images were made of, by those of the images. */
    private final Map<String, String> servers = new ConcurrentHashMap<>();

    CloudImages(SimPlatform platform) {
        this.platform = platform;
    }

    HttpAnswer list(Request request) {
        return HttpAnswer.ok(Map.of(
                "images",
                platform.catalog().images().stream()
                        .filter(image ->
                                request.query("name").map(image.name()::equals).orElse(true))
                        .map(this::shown)
                        .toList()));
    }

    private Map<String, Object> shown(Catalog.Image image) {
        return Map.of(
                "id",
                image.id(),
                "name",
                image.name(),
                "size",
                image.size(),
                "status",
                incomplete.contains(image.id()) ? "saving" : "active");
    }

    HttpAnswer show(Request request) {
        return HttpAnswer.ok(shown(image(request.variable("id"))));
    }

    private Catalog.Image image(String id) {
        return platform.catalog().images().stream()
                .filter(image -> image.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SourceException(Type.NOT_FOUND, "No image found with ID " + id));
    }

    HttpAnswer delete(Request request) {
        image(request.variable("id"));
        platform.removeImage(request.variable("id"));
        servers.remove(request.variable("id"));
        return HttpAnswer.empty(204);
    }

    /** The server that an image was made of; empty for one that came otherwise, or is not complete. */
    Optional<String> serverOf(String id) {
        return Optional.ofNullable(servers.get(id)).filter(server -> !incomplete.contains(id));
    }

    /** The action of a server; since microversion 2.45 its answer names the image. */
    HttpAnswer ofServer(Request request) {
        String server = request.variable("id");
        SimVm vm = platform.vm(server).orElseThrow(() -> SourceException.noSuchVm(server));
        long size = vm.image().isEmpty() ? 0 : image(vm.image()).size();
        String id = UUID.randomUUID().toString();
        incomplete.add(id);
        servers.put(id, server);
        platform.addImage(
                new Catalog.Image(id, request.body().at("/createImage/name").asText(), size));
        platform.clock().after(SNAPSHOT, () -> incomplete.remove(id));
        return HttpAnswer.of(202, Map.of("image_id", id));
    }
}
