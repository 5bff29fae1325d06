package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.sandbox.apiserver.auth.Tokens;
import mtv.sandbox.apiserver.object.TablePrinter;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients discover groups, kinds, schemas and their own rights. */
public class DiscoveryTest extends ApiServerFixture {

    public DiscoveryTest() {
        super("seen");
    }

    @Test
    public void groupsVersionsAndResourcesAreListed() {
        assertThat(http.get("/api").body().path("versions")).hasSize(1);
        assertThat(http.get("/apis").body().path("groups"))
                .extracting(group -> group.path("name").asText())
                .contains("forklift.konveyor.io", "kubevirt.io", "cdi.kubevirt.io", "route.openshift.io", "apps");
        assertThat(http.get("/apis/kubevirt.io")
                        .body()
                        .at("/preferredVersion/groupVersion")
                        .asText())
                .isEqualTo("kubevirt.io/v1");
        JsonNode machine = http.get("/apis/kubevirt.io/v1/").body().path("resources").findParents("shortNames").stream()
                .filter(resource ->
                        "virtualmachines".equals(resource.path("name").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(machine.path("shortNames").toString()).isEqualTo("[\"vm\",\"vms\"]");
        assertThat(machine.path("namespaced").asBoolean()).isTrue();
    }

    @Test
    public void clientsRecogniseOpenShift() {
        KubernetesClient client = cluster.client();
        assertThat(client.hasApiGroup("route.openshift.io", true)).isTrue();
        assertThat(client.getKubernetesVersion().getMinor()).isEqualTo("33");
    }

    @Test
    public void openApiOffersServerSideValidation() {
        String path = http.get("/openapi/v3")
                .body()
                .path("paths")
                .path("apis/forklift.konveyor.io/v1beta1")
                .path("serverRelativeURL")
                .asText();
        JsonNode document = http.get(path).body();
        assertThat(document.findValuesAsText("name")).contains("fieldValidation");
        assertThat(document.at("/components/schemas").toString()).contains("targetNamespace");
        assertThat(http.get("/openapi/v2").body().path("swagger").asText()).isEqualTo("2.0");
    }

    @Test
    public void usersCanAskWhoTheyAreAndWhatTheyMayDo() {
        assertThat(http.get("/apis/user.openshift.io/v1/users/~")
                        .body()
                        .at("/metadata/name")
                        .asText())
                .isEqualTo(ApiServerBed.USER);
        RawHttp.Answer review = http.send(
                "POST",
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "{\"spec\":{\"resourceAttributes\":{}}}");
        assertThat(review.body().at("/status/allowed").asBoolean()).isTrue();
        String token = cluster.server().tokens().issue("somebody");
        RawHttp.Answer known = http.send(
                "POST",
                "/apis/authentication.k8s.io/v1/tokenreviews",
                "{\"spec\":{\"token\":\"%s\"}}".formatted(token));
        assertThat(known.body().at("/status/user/username").asText()).isEqualTo("somebody");
    }

    @Test
    public void tokensOfAServiceAccountEndWithIt() {
        String accounts = "/api/v1/namespaces/seen/serviceaccounts";
        String robot = "system:serviceaccount:seen:robot";
        Tokens tokens = cluster.server().tokens();
        http.send("POST", accounts, "{\"metadata\":{\"name\":\"robot\"}}");
        RawHttp.Answer answer = http.send("POST", accounts + "/robot/token", "{}");
        String token = answer.body().at("/status/token").asText();
        assertThat(tokens.userOf(token)).contains(robot);
        assertThat(http.send("POST", accounts + "/robot/token", "{\"spec\":{\"expirationSeconds\":5}}")
                        .code())
                .isEqualTo(422);

        String secret = "{\"type\":\"kubernetes.io/service-account-token\",\"metadata\":{\"name\":\"robot-token\","
                + "\"annotations\":{\"kubernetes.io/service-account.name\":\"robot\"}}}";
        http.send("POST", "/api/v1/namespaces/seen/secrets", secret);
        Map<String, String> data = cluster.client()
                .secrets()
                .inNamespace("seen")
                .withName("robot-token")
                .waitUntilCondition(
                        filled -> filled.getData().containsKey("token"), SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES)
                .getData();
        String lasting = new String(Base64.getDecoder().decode(data.get("token")), StandardCharsets.UTF_8);
        assertThat(tokens.userOf(lasting)).contains(robot);
        assertThat(data).containsKeys("ca.crt", "namespace");

        http.send("DELETE", accounts + "/robot", null);
        assertThat(tokens.userOf(token)).isEmpty();
        assertThat(tokens.userOf(lasting)).isEmpty();
    }

    @Test
    public void projectsAreNamespaces() {
        String projects = "/apis/project.openshift.io/v1/";
        RawHttp.Answer made = http.send(
                "POST", projects + "projectrequests", "{\"kind\":\"ProjectRequest\",\"metadata\":{\"name\":\"p\"}}");
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.body().path("kind").asText()).isEqualTo("Project");
        assertThat(http.get(projects + "projects").body().path("items"))
                .extracting(project -> project.at("/metadata/name").asText())
                .contains("p", "seen");
        assertThat(http.get("/api/v1/namespaces/p").code()).isEqualTo(200);
    }

    @Test
    public void tablesHaveTheColumnsOfTheKind() {
        String path = "/apis/forklift.konveyor.io/v1beta1/namespaces/seen/providers";
        http.send("POST", path, "{\"metadata\":{\"name\":\"t\"},\"spec\":{\"type\":\"ova\",\"secret\":{}}}");
        String ready = "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"category\":\"Required\","
                + "\"lastTransitionTime\":\"2031-05-06T07:08:09Z\"}]}}";
        assertThat(http.send("PATCH", path + "/t/status", ready, "application/merge-patch+json")
                        .code())
                .isEqualTo(200);
        JsonNode table = http.table(path).body();
        assertThat(table.path("kind").asText()).isEqualTo("Table");
        assertThat(table.path("columnDefinitions").findValuesAsText("name")).contains("Name", "READY", "TYPE");
        assertThat(table.at("/rows/0/cells").toString()).startsWith("[\"t\",").contains("\"True\"", "\"ova\"");
    }

    @Test
    public void builtInKindsHaveSchemas() {
        JsonNode schemas = http.get("/openapi/v3/api/v1").body().at("/components/schemas");
        String spec = schemas.at("/pods.v1/properties/spec/$ref").asText().replaceFirst(".*/", "");
        assertThat(schemas.path(spec).at("/properties/nodeName/type").asText()).isEqualTo("string");
        assertThat(schemas.path(spec).at("/properties/containers/type").asText())
                .isEqualTo("array");
    }

    @Test
    public void podsHaveTheColumnsOfARealCluster() {
        String path = "/api/v1/namespaces/seen/pods";
        http.send(
                "POST",
                path,
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"a\"},{\"name\":\"b\"}]}}");
        String status = "{\"status\":{\"phase\":\"Succeeded\",\"containerStatuses\":[{\"name\":\"a\",\"ready\":true,"
                + "\"restartCount\":2,\"state\":{\"terminated\":{\"reason\":\"Completed\"}}}]}}";
        http.send("PATCH", path + "/p/status", status, "application/merge-patch+json");

        JsonNode table = http.table(path).body();

        assertThat(table.path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Ready", "Status", "Restarts", "Age");
        assertThat(table.at("/rows/0/cells").toString()).startsWith("[\"p\",\"1/2\",\"Completed\",\"2\",");
    }

    @Test
    public void agesAreShownInOneUnit() {
        assertThat(TablePrinter.age(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(TablePrinter.age(Duration.ofMinutes(90))).isEqualTo("90m");
        assertThat(TablePrinter.age(Duration.ofHours(50))).isEqualTo("50h");
        assertThat(TablePrinter.age(Duration.ofDays(9))).isEqualTo("9d");
    }
}
