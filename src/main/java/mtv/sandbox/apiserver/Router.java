package mtv.sandbox.apiserver;

import mtv.sandbox.apiserver.object.Admission;
import mtv.sandbox.apiserver.object.ResourceVerbs;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Endpoint;
import mtv.sandbox.apiserver.request.RequestAttributes;
import mtv.sandbox.apiserver.request.ResourcePath;
import mtv.sandbox.apiserver.request.ResourceRequest;
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

    private static final Endpoint NOTHING = request -> {
        throw ApiError.noSuchResource();
    };

    private final Kinds kinds;
    private final ResourceVerbs verbs;
    private final Admission admission;
    private final Map<String, Endpoint> exact = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Endpoint discovery;
    private final List<Mount> mounts = new CopyOnWriteArrayList<>();

    /** @param discovery answers the paths below {@code /api} and {@code /apis} that name no resource */
    Router(Kinds kinds, ResourceVerbs verbs, Admission admission, Endpoint discovery) {
        this.discovery = discovery;
        this.kinds = kinds;
        this.verbs = verbs;
        this.admission = admission;
    }

    private record Mount(String prefix, boolean blocking, Endpoint endpoint) {}

    /**
     * @param open whether it is had before the login
     * @param blocking whether the endpoint may take its time
     * @param call the call for a stored object, null for others
     */
    record Route(RequestAttributes access, boolean open, boolean blocking, Endpoint endpoint, ResourceRequest call) {

        boolean watch() {
            return call != null && "watch".equals(access.verb());
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
    Router on(String verbAndResource, Endpoint endpoint) {
        endpoints.put(verbAndResource, endpoint);
        return this;
    }

    /** Everything below a path; a blocking endpoint is kept off the event loop. */
    Router mount(String prefix, boolean blocking, Endpoint endpoint) {
        mounts.add(new Mount(prefix, blocking, endpoint));
        return this;
    }

    Route route(ApiRequest request) {
        Optional<ResourcePath> path = ResourcePath.of(request.path());
        RequestAttributes access = RequestAttributes.of(request);
        String method = "HEAD".equals(request.method()) ? "GET" : request.method();
        String key = method + " " + request.path();
        if (exact.containsKey(key)) {
            return new Route(access, open.contains(key), false, exact.get(key), null);
        }
        for (Mount mount : mounts) {
            if (request.path().startsWith(mount.prefix())) {
                return new Route(access, false, mount.blocking(), mount.endpoint(), null);
            }
        }
        Endpoint endpoint = endpoints.get(access.verb() + " " + access.label());
        if (endpoint != null) {
            return new Route(access, false, true, endpoint, null);
        }
        if (path.isEmpty() && request.path().matches("/apis?/.+")) {
            return new Route(access, false, false, discovery, null);
        }
        return path.flatMap(found -> kinds.find(found.group(), found.version(), found.plural())
                        .map(kind -> stored(access, new ResourceRequest(kind, found, request))))
                .orElseGet(() -> new Route(access, false, false, NOTHING, null));
    }

    private Route stored(RequestAttributes access, ResourceRequest call) {
        boolean guarded =
                !READS.contains(access.verb()) && admission.guards(call.kind().resource());
        return new Route(access, false, guarded, same -> verbs.answer(access.verb(), call), call);
    }
}
