package mtv.model.serialization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Walks through a tree, and gives out the parts of it themselves instead of copies. */
final class NodeParser extends TreeTraversingParser {

    private final JsonNode root;
    private final Deque<JsonNode> open = new ArrayDeque<>();

    NodeParser(JsonNode tree, ObjectCodec codec) {
        super(tree, codec);
        this.root = tree;
    }

    /** The object or array that begins here; null elsewhere. */
    JsonNode container() {
        return currentToken() != null && currentToken().isStructStart() ? open.peek() : null;
    }

    /** The same, and goes to its end. */
    JsonNode take() throws IOException {
        JsonNode taken = container();
        skipChildren();
        return taken;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token != null && token.isStructStart()) {
            open.push(entered());
        } else if (token != null && token.isStructEnd()) {
            open.pop();
        }
        return token;
    }

    private JsonNode entered() {
        JsonStreamContext around = getParsingContext().getParent();
        if (open.isEmpty()) {
            return root;
        }
        return open.peek().isArray()
                ? open.peek().get(around.getCurrentIndex())
                : open.peek().get(around.getCurrentName());
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        if (container() != null) {
            open.pop();
        }
        return super.skipChildren();
    }
}
