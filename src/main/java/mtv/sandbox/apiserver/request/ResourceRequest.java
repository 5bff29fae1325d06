package mtv.sandbox.apiserver.request;

import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;

/** One request about a kind that exists. */
public record ResourceRequest(Kind kind, ResourcePath path, ApiRequest request) {

    public Key key() {
        return kind.key(path.namespace(), path.name());
    }
}
