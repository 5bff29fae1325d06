package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Iterator;

import static org.assertj.core.api.Assertions.assertThat;

/** Less common requests of kubectl, client-go and curl are answered as by a real server. */
public class ClientHabitsTest extends ApiServerFixture {

    private static final String MAPS = "/api/v1/namespaces/habits/configmaps";
    private static final String NAMED = "{\"metadata\":{\"name\":\"%s\",\"labels\":{\"of\":\"habits\"}}}";

    public ClientHabitsTest() {
        super("habits");
    }

    @DataProvider
    public Object[][] deletions() {
        return new Object[][] {
            {"/tried", "{\"dryRun\":[\"All\"]}"},
            {"/tried?dryRun=All", null},
            {"?labelSelector=of", "{\"dryRun\":[\"All\"]}"},
        };
    }

    /** kubectl sends dryRun in the body, most other clients send it in the query. */
    @Test(dataProvider = "deletions")
    public void aDryRunDeletesNothing(String path, String options) {
        http.send("POST", MAPS, NAMED.formatted("tried"));
        assertThat(http.send("DELETE", MAPS + path, options).code()).isEqualTo(200);
        assertThat(http.get(MAPS + "/tried").code()).isEqualTo(200);
    }

    @Test
    public void anUnknownDryRunValueIsRefused() {
        RawHttp.Answer refused = http.send("POST", MAPS + "?dryRun=true", NAMED.formatted("misspelt"));
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.body().path("message").asText()).contains("[true]", "\"All\"");
        assertThat(http.get(MAPS + "/misspelt").code()).isEqualTo(404);
    }

    @Test
    public void aTableHasWholeObjectsIfAsked() {
        http.send("POST", MAPS, "{\"metadata\":{\"name\":\"whole\"},\"data\":{\"a\":\"1\"}}");
        String one = MAPS + "?fieldSelector=metadata.name=whole";
        assertThat(http.table(one + "&includeObject=Object")
                        .body()
                        .at("/rows/0/object/data/a")
                        .asText())
                .isEqualTo("1");
        JsonNode ordinary = http.table(one).body().at("/rows/0/object");
        assertThat(ordinary.path("kind").asText()).isEqualTo("PartialObjectMetadata");
        assertThat(ordinary.has("data")).isFalse();
    }

    /** client-go asks for it from 1.35 on. A bookmark with an annotation marks the end of the list. */
    @Test
    public void aWatchStartsWithTheListIfAsked() {
        http.send("POST", MAPS, NAMED.formatted("listed"));
        Iterator<JsonNode> frames = http.lines(MAPS + "?watch=true&sendInitialEvents=true&allowWatchBookmarks=true"
                        + "&resourceVersionMatch=NotOlderThan&fieldSelector=metadata.name=listed")
                .iterator();
        assertThat(frames.next().path("type").asText()).isEqualTo("ADDED");
        JsonNode end = frames.next();
        assertThat(end.path("type").asText()).isEqualTo("BOOKMARK");
        assertThat(end.at("/object/metadata/annotations/k8s.io~1initial-events-end")
                        .asText())
                .isEqualTo("true");
        assertThat(end.at("/object/metadata/resourceVersion").asText()).isNotEmpty();
    }

    @DataProvider
    public Object[][] misplaced() {
        return new Object[][] {
            {
                "PATCH",
                "/there?fieldManager=me",
                "{\"metadata\":{\"name\":\"elsewhere\"}}",
                "application/apply-patch+yaml"
            },
            {
                "PATCH",
                "/fresh?fieldManager=me",
                "{\"metadata\":{\"name\":\"elsewhere\"}}",
                "application/apply-patch+yaml"
            },
            {"PUT", "/there", "{\"metadata\":{\"name\":\"there\",\"namespace\":\"default\"}}", "application/json"},
            {"PATCH", "/there", "{\"metadata\":{\"namespace\":\"default\"}}", "application/merge-patch+json"},
        };
    }

    @Test(dataProvider = "misplaced")
    public void nameAndNamespaceMustMatchTheUrl(String method, String path, String body, String type) {
        http.send("POST", MAPS, NAMED.formatted("there"));
        RawHttp.Answer refused = http.send(method, MAPS + path, body, type);
        assertThat(refused.code()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("does not match the name");
        assertThat(http.get(MAPS + "/elsewhere").code()).isEqualTo(404);
    }

    @Test
    public void portsOfAServiceAreMergedByNumber() {
        String services = "/api/v1/namespaces/habits/services";
        http.send(
                "POST",
                services,
                "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"ports\":[{\"port\":80,\"name\":\"a\"}]}}");
        JsonNode patched = http.send(
                        "PATCH",
                        services + "/s",
                        "{\"spec\":{\"ports\":[{\"port\":443,\"name\":\"b\"},{\"port\":80,\"name\":\"c\"}]}}",
                        "application/strategic-merge-patch+json")
                .body();
        assertThat(patched.at("/spec/ports").toString())
                .isEqualTo("[{\"port\":80,\"name\":\"c\"},{\"port\":443,\"name\":\"b\"}]");
    }

    /** A role for one object is enough to wait for it, as kubectl does with a list and a watch. */
    @Test
    public void aUserWhoMayListOneObjectMaySelectIt() {
        String rbac = "/apis/rbac.authorization.k8s.io/v1/namespaces/habits/";
        http.send(
                "POST",
                rbac + "roles",
                "{\"metadata\":{\"name\":\"one\"},\"rules\":[{\"apiGroups\":[\"\"],"
                        + "\"resources\":[\"configmaps\"],\"verbs\":[\"list\"],\"resourceNames\":[\"mine\"]}]}");
        http.send(
                "POST",
                rbac + "rolebindings",
                "{\"metadata\":{\"name\":\"one\"},\"roleRef\":{\"kind\":\"Role\","
                        + "\"name\":\"one\"},\"subjects\":[{\"kind\":\"User\",\"name\":\"narrow\"}]}");
        RawHttp narrow = cluster.http("narrow");
        assertThat(narrow.get(MAPS + "?fieldSelector=metadata.name%3Dmine").code())
                .isEqualTo(200);
        assertThat(narrow.get(MAPS + "?fieldSelector=metadata.name%3Dother").code())
                .isEqualTo(403);
        assertThat(narrow.get(MAPS + "?fieldSelector=metadata.name!%3Dmine").code())
                .isEqualTo(403);
        assertThat(narrow.get(MAPS).code()).isEqualTo(403);
    }
}
