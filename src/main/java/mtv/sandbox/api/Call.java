package mtv.sandbox.api;

import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;

/** One request about a kind that exists. */
record Call(Kind kind, ResourcePath path, ApiRequest request) {

    Key key() {
        return kind.key(path.namespace(), path.name());
    }
}
