package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import mtv.sandbox.OpenShift;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.http.Trust;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two clusters with bad certificates, which need a sandbox of their own. */
final class CertificateProbe implements AutoCloseable {

    private static final Map<String, Integer> CLUSTERS =
            Map.of("certificate-expired", 0, "certificate-of-another-host", 1);

    private final Sandbox sandbox = Sandbox.start(
            new SandboxConfig(1000, 1, Set.of("certificate-expired@hub", "certificate-of-another-host@remote"))
                    .withClusters(2));

    /** Why a client refuses the certificate although it trusts its issuer. */
    JsonNode refusal(String fault) {
        OpenShift cluster = sandbox.clusters().get(CLUSTERS.get(fault));
        HttpClient http =
                HttpClient.newBuilder().sslContext(Trust.in(cluster.caPem())).build();
        String message;
        try {
            message = "HTTP "
                    + http.send(
                                    HttpRequest.newBuilder(URI.create(cluster.url() + "/version"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
        } catch (IOException e) {
            message = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return JsonMapper.builder().build().valueToTree(Map.of("message", message));
    }

    List<FaultHits> hits() {
        return sandbox.faults().hits();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
