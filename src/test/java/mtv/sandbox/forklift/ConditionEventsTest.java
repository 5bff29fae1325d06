package mtv.sandbox.forklift;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.apiserver.ApiServerConfig;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.tls.Certificate;
import org.testng.annotations.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A condition of one of MTV's objects becomes an Event about it. */
public class ConditionEventsTest {

    private static final ResourceDefinitionContext HOST = new ResourceDefinitionContext.Builder()
            .withGroup("forklift.konveyor.io")
            .withVersion("v1beta1")
            .withKind("Host")
            .withPlural("hosts")
            .withNamespaced(true)
            .build();
    private static final String OBJECTS = """
            kind: Namespace
            apiVersion: v1
            metadata: {name: told}
            ---
            kind: Host
            apiVersion: forklift.konveyor.io/v1beta1
            metadata: {name: h, namespace: told}
            spec: {ipAddress: 10.0.0.1, id: h-1, provider: {}, secret: {}}
            """;
    private static final String LOST = """
            {"status": {"conditions": [{"type": "Lost", "status": "True", "category": "Critical",
             "message": "It is lost.", "lastTransitionTime": "2031-05-06T07:08:09Z"}]}}""";

    @Test
    public void aConditionBecomesAnEvent() {
        ApiServerConfig config = ApiServerConfig.of(Clock.systemUTC(), Certificate.loopback(), Map.of());
        try (ApiServer server = ApiServer.start(config)) {
            MtvKinds.install(server);
            server.control(upkeep -> new ConditionEvents(upkeep, config.clock())::observe);
            KubernetesClient client = server.clientFor("system:admin");
            client.load(new ByteArrayInputStream(OBJECTS.getBytes(StandardCharsets.UTF_8)))
                    .create();
            client.genericKubernetesResources(HOST)
                    .inNamespace("told")
                    .withName("h")
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), LOST);
            var event = client.v1()
                    .events()
                    .inNamespace("told")
                    .withField("involvedObject.name", "h")
                    .waitUntilCondition(Objects::nonNull, SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
            assertThat(event.getType() + " " + event.getReason() + ": " + event.getMessage())
                    .isEqualTo("Warning Lost: It is lost.");
        }
    }
}
