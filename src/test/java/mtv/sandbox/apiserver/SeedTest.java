package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.tls.Certificate;
import org.testng.annotations.Test;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Generated names and uids depend on the seed alone, and generated secrets do not depend on it. */
public class SeedTest {

    @Test
    public void theSameSeedGivesTheSameNamesAndUids() {
        List<String> names = drawn(5);
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("gen-[a-z0-9]{5} [0-9a-f-]{36}"));
        assertThat(drawn(5)).isEqualTo(names);
        assertThat(drawn(6)).doesNotContainAnyElementsOf(names);
    }

    private static List<String> drawn(long seed) {
        ApiServerConfig config = ApiServerConfig.of(Clock.systemUTC(), Certificate.loopback(), Map.of())
                .withSeed(seed);
        try (ApiServer server = ApiServer.start(config)) {
            RawHttp http =
                    new RawHttp(server.url(), server.caPem(), server.tokens().issue("kubeadmin"));
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ObjectNode meta = (ObjectNode)
                        http.send("POST", "/api/v1/namespaces", "{\"metadata\":{\"generateName\":\"gen-\"}}")
                                .body()
                                .path("metadata");
                names.add(meta.path("name").asText() + " " + meta.path("uid").asText());
            }
            return names;
        }
    }
}
