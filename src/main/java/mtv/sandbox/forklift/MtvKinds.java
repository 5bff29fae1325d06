package mtv.sandbox.forklift;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.ApiServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The CustomResourceDefinitions of MTV, as its operator installs them: {@code crds.json}. */
public final class MtvKinds {

    private MtvKinds() {}

    public static void install(ApiServer cluster) {
        try (InputStream json = MtvKinds.class.getResourceAsStream("/mtv/sandbox/crds.json")) {
            JsonMapper.builder().build().readTree(json).forEach(definition -> cluster.plant((ObjectNode) definition));
        } catch (JacksonException e) {
            throw new IllegalStateException("crds.json is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("crds.json", e);
        }
    }
}
