package mtv.sandbox.api;

import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds out what a request is about and who answers it. */
final class Router {

    private static final Set<String> READS = Set.of("get", "list", "watch");

    private final Kinds kinds;
    private final Verbs verbs;
    private final Admission admission;
    private final Map<String, Endpoint> exact = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> subresources = new ConcurrentHashMap<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Endpoint discovery;
    private final List<Mount> mounts = new CopyOnWriteArrayList<>();

    /** @param discovery answers the paths below {@code /api} and {@code /apis} that name no resource */
    Router(Kinds kinds, Verbs verbs, Admission admission, Endpoint discovery) {
        this.discovery = discovery;
        this.kinds = kinds;
        this.verbs = verbs;
        this.admission = admission;
    }

    private record Mount(String prefix, boolean blocking, Endpoint endpoint) {}

    /**
     * @param resource for permissions and traffic; the path for what is no resource
     * @param open whether it may be had without a login
     * @param blocking whether the endpoint may take its time
     * @param call the call for a stored object, null for others
     */
    record Route(
            String verb,
            String resource,
            String namespace,
            boolean open,
            boolean blocking,
            Endpoint endpoint,
            Verbs.Call call) {

        boolean watch() {
            return call != null && "watch".equals(verb);
        }
    }

    /** @param methodAndPath such as {@code GET /version} */
    Router open(String methodAndPath, Endpoint endpoint) {
        open.add(methodAndPath);
        return at(methodAndPath, endpoint);
    }

    Router at(String methodAndPath, Endpoint endpoint) {
        exact.put(methodAndPath, endpoint);
        return this;
    }

    /** @param verbAndResource such as {@code create serviceaccounts/token} */
    Router subresource(String verbAndResource, Endpoint endpoint) {
        subresources.put(verbAndResource, endpoint);
        return this;
    }

    /** Everything below a path; a blocking endpoint is kept off the event loop. */
    Router mount(String prefix, boolean blocking, Endpoint endpoint) {
        mounts.add(new Mount(prefix, blocking, endpoint));
        return this;
    }

    Route route(ApiRequest request) {
        Optional<ResourcePath> path = ResourcePath.of(request.path());
        String verb = path.map(found -> found.verb(request)).orElse(request.method());
        String label = path.map(ResourcePath::label).orElse(request.path());
        String namespace = path.map(ResourcePath::namespace).orElse("");
        String method = "HEAD".equals(request.method()) ? "GET" : request.method();
        String key = method + " " + request.path();
        if (exact.containsKey(key)) {
            return new Route(verb, label, namespace, open.contains(key), false, exact.get(key), null);
        }
        for (Mount mount : mounts) {
            if (request.path().startsWith(mount.prefix())) {
                return new Route(verb, label, namespace, false, mount.blocking(), mount.endpoint(), null);
            }
        }
        Endpoint subresource = subresources.get(verb + " " + label);
        if (subresource != null) {
            return new Route(verb, label, namespace, false, true, subresource, null);
        }
        if (path.isEmpty() && request.path().matches("/apis?/.+")) {
            return new Route(verb, label, namespace, false, false, discovery, null);
        }
        return stored(request, path.orElseThrow(ApiError::noSuchResource));
    }

    private Route stored(ApiRequest request, ResourcePath path) {
        String verb = path.verb(request);
        Kind kind = kinds.find(path.group(), path.version(), path.plural()).orElseThrow(ApiError::noSuchResource);
        boolean guarded = !READS.contains(verb) && admission.guards(kind.resource());
        Verbs.Call call = new Verbs.Call(kind, path, request);
        Endpoint endpoint = same -> verbs.answer(verb, call);
        return new Route(verb, path.label(), path.namespace(), false, guarded, endpoint, call);
    }
}
