package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.apiserver.request.Caller;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Roles and bindings are enforced, and access reviews agree with them. */
public class PermissionsTest extends ApiServerFixture {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/namespaces/mine/";
    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";

    private RawHttp admin;
    private RawHttp viewer;

    public PermissionsTest() {
        super("mine");
    }

    @BeforeClass
    public void prepare() {
        admin = http;
        viewer = cluster.http("viewer");
        bind("view", "User", "viewer");
    }

    @DataProvider
    public Object[][] asked() {
        return new Object[][] {
            {"GET", "/api/v1/namespaces/mine/pods", 200},
            {"GET", "/api/v1/namespaces/mine", 200},
            {"GET", "/apis/forklift.konveyor.io/v1beta1/namespaces/mine/plans", 200},
            {"GET", "/api", 200},
            {"GET", "/api/v1/namespaces/mine/secrets", 403},
            {"GET", "/api/v1/pods", 403},
            {"GET", "/api/v1/namespaces", 403},
            {"GET", "/api/v1/namespaces/default/pods", 403},
            {"DELETE", "/api/v1/namespaces/mine", 403},
            {"POST", "/api/v1/namespaces/mine/configmaps", 403},
            {"GET", "/metrics", 403},
        };
    }

    @Test(dataProvider = "asked")
    public void requestsThatNoRuleAllowsAreForbidden(String method, String path, int code) {
        assertThat(viewer.send(method, path, "POST".equals(method) ? "{}" : null)
                        .code())
                .isEqualTo(code);
    }

    @Test
    public void refusalsAreWordedAsOnARealCluster() {
        JsonNode list = viewer.get("/apis/forklift.konveyor.io/v1beta1/plans").body();
        assertThat(list.path("message").asText())
                .isEqualTo("plans.forklift.konveyor.io is forbidden: User \"viewer\" cannot list resource \"plans\""
                        + " in API group \"forklift.konveyor.io\" at the cluster scope");
        assertThat(list.path("details").toString())
                .isEqualTo("{\"group\":\"forklift.konveyor.io\",\"kind\":\"plans\"}");
        JsonNode named = viewer.send("PUT", "/api/v1/namespaces/mine/pods/p/status", "{}")
                .body();
        assertThat(named.path("message").asText())
                .isEqualTo("pods \"p\" is forbidden: User \"viewer\" cannot update resource \"pods/status\""
                        + " in API group \"\" in the namespace \"mine\"");
        RawHttp nobody = new RawHttp(cluster.server().url(), cluster.server().caPem(), "");
        assertThat(nobody.get("/apis").body().path("message").asText())
                .isEqualTo("forbidden: User \"system:anonymous\" cannot get path \"/apis\"");
    }

    @Test
    public void aRoleMayBeLimitedToNamedObjects() {
        admin.send(
                "POST",
                RBAC + "roles",
                "{\"metadata\":{\"name\":\"one\"},\"rules\":[{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],"
                        + "\"resourceNames\":[\"a\"],\"verbs\":[\"get\"]}]}");
        admin.send("POST", RBAC + "rolebindings", binding("one", "Role", "one", "Group", "auditors"));
        String maps = "/api/v1/namespaces/mine/configmaps/";
        RawHttp auditor = new RawHttp(
                cluster.server().url(),
                cluster.server().caPem(),
                cluster.server().tokens().issue(new Caller("eve", List.of("auditors")), Instant.MAX));
        assertThat(auditor.get(maps + "a").code()).isEqualTo(404);
        assertThat(auditor.get(maps + "b").code()).isEqualTo(403);
    }

    @Test
    public void accessReviewsAgreeWithTheRules() {
        assertThat(may(viewer, "self", "", "list", "pods")).isTrue();
        assertThat(may(viewer, "self", "", "create", "pods")).isFalse();
        assertThat(may(admin, "", "\"user\":\"viewer\",", "list", "pods")).isTrue();
        assertThat(may(admin, "", "\"user\":\"viewer\",", "delete", "pods")).isFalse();
        assertThat(may(admin, "", "\"user\":\"stranger\",", "list", "pods")).isFalse();
        assertThat(admin.send("POST", AUTHORIZATION + "subjectaccessreviews", "{\"spec\":{}}")
                        .code())
                .isEqualTo(400);
        assertThat(viewer.send("POST", AUTHORIZATION + "subjectaccessreviews", "{}")
                        .code())
                .as("only for who may ask about others")
                .isEqualTo(403);
        RawHttp.Answer local = admin.send(
                "POST",
                AUTHORIZATION + "namespaces/mine/localsubjectaccessreviews",
                review("\"user\":\"viewer\",", "get", "pods"));
        assertThat(local.body().at("/status/allowed").asBoolean()).isTrue();
    }

    @Test
    public void theRulesOfANamespaceAreListed() {
        JsonNode status = viewer.send(
                        "POST", AUTHORIZATION + "selfsubjectrulesreviews", "{\"spec\":{\"namespace\":\"mine\"}}")
                .body()
                .path("status");
        assertThat(status.path("resourceRules").findValues("resources").toString())
                .contains("plans");
        assertThat(status.path("nonResourceRules").toString()).contains("/healthz");
        assertThat(status.path("incomplete").asBoolean(true)).isFalse();
    }

    @Test
    public void theRequesterOfAProjectIsItsAdministrator() {
        RawHttp user = cluster.http("requester");
        String projects = "/apis/project.openshift.io/v1/";
        assertThat(user.send("POST", projects + "projectrequests", "{\"metadata\":{\"name\":\"requested\"}}")
                        .code())
                .isEqualTo(201);
        assertThat(user.get(projects + "projects").body().path("items"))
                .extracting(project -> project.at("/metadata/name").asText())
                .containsExactly("requested");
        String maps = "/api/v1/namespaces/requested/configmaps";
        assertThat(user.send("POST", maps, "{\"metadata\":{\"name\":\"m\"}}").code())
                .isEqualTo(201);
        assertThat(user.send("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"other\"}}")
                        .code())
                .isEqualTo(403);
    }

    @Test
    public void aUserWhoMayImpersonateActsAsTheOther() {
        String path = "/apis/user.openshift.io/v1/users/~";
        assertThat(admin.get(path, "Impersonate-User", "viewer")
                        .body()
                        .at("/metadata/name")
                        .asText())
                .isEqualTo("viewer");
        assertThat(viewer.get(path, "Impersonate-User", ApiServerBed.USER).code())
                .isEqualTo(403);
    }

    private void bind(String role, String kind, String subject) {
        admin.send("POST", RBAC + "rolebindings", binding(role, "ClusterRole", role, kind, subject));
    }

    private static String binding(String name, String roleKind, String role, String kind, String subject) {
        return ("{\"metadata\":{\"name\":\"%s\"},\"roleRef\":{\"kind\":\"%s\",\"name\":\"%s\"},"
                        + "\"subjects\":[{\"kind\":\"%s\",\"name\":\"%s\"}]}")
                .formatted(name, roleKind, role, kind, subject);
    }

    private static boolean may(RawHttp http, String whose, String subject, String verb, String resource) {
        String path = AUTHORIZATION + whose + "subjectaccessreviews";
        return http.send("POST", path, review(subject, verb, resource))
                .body()
                .at("/status/allowed")
                .asBoolean();
    }

    private static String review(String subject, String verb, String resource) {
        return "{\"spec\":{%s\"resourceAttributes\":{\"namespace\":\"mine\",\"verb\":\"%s\",\"resource\":\"%s\"}}}"
                .formatted(subject, verb, resource);
    }
}
