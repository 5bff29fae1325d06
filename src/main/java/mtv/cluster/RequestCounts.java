package mtv.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests of a session, repeated ones as often as they are sent, by verb and resource. */
final class RequestCounts implements Interceptor {

    /** In the path of a namespaced object: the word, the name, and the resource. */
    private static final int NAMESPACED = 3;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        counts.computeIfAbsent(kind(request.method(), request.uri()), first -> new LongAdder())
                .increment();
    }

    /** Such as {@code list plans.forklift.konveyor.io}; what is no object goes by its path. */
    static String kind(String method, URI uri) {
        List<String> parts = List.of(uri.getPath().replaceFirst("^/", "").split("/"));
        int root = parts.get(0).equals("api") ? 2 : parts.get(0).equals("apis") ? 3 : parts.size();
        if (parts.size() <= root) {
            return method + " " + uri.getPath();
        }
        List<String> object = parts.subList(root, parts.size());
        if (object.get(0).equals("namespaces") && object.size() >= NAMESPACED) {
            object = object.subList(2, object.size());
        }
        boolean named = object.size() > 1;
        String group = root == 2 ? "" : "." + parts.get(1);
        String subresource = object.size() > 2 ? "/" + String.join("/", object.subList(2, object.size())) : "";
        return verb(method, named, isWatch(uri)) + " " + object.get(0) + group + subresource;
    }

    private static boolean isWatch(URI uri) {
        return uri.getQuery() != null
                && Arrays.asList(uri.getQuery().split("&")).contains("watch=true");
    }

    private static String verb(String method, boolean named, boolean watch) {
        return switch (method) {
            case "GET" -> watch ? "watch" : named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> method;
        };
    }

    /** How often each was sent so far, by name. */
    Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>();
        counts.forEach((kind, count) -> counted.put(kind, count.sum()));
        return counted;
    }
}
