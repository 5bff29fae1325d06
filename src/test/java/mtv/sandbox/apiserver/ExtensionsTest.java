package mtv.sandbox.apiserver;

import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.http.HttpAnswer;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Other parts of the sandbox answer requests below their own paths, and admit or refuse writes. */
public class ExtensionsTest extends ApiServerFixture {

    public ExtensionsTest() {
        super("extended");
    }

    @Test
    public void aBrokenExtensionAnswers500() {
        cluster.server().extend("/apis/broken.example/v1", request -> {
            throw new IllegalStateException("broken on purpose");
        });
        RawHttp.Answer answer = http.get("/apis/broken.example/v1/things");
        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.reason()).isEqualTo("InternalError");
    }

    @Test
    public void anExtensionAnswersBelowItsPath() {
        String prefix = "/apis/subresources.example/v1";
        cluster.server()
                .extend(prefix, request -> HttpAnswer.of(202, Json.object().put("path", request.path())));
        RawHttp.Answer answer = http.send("PUT", prefix + "/namespaces/n/machines/m/start", "{}");
        assertThat(answer.code()).isEqualTo(202);
        assertThat(answer.body().path("path").asText()).endsWith("/machines/m/start");
        assertThat(cluster.server().traffic().snapshot())
                .containsKey(new Traffic.Call(
                        ApiServerBed.USER, "update", "machines.subresources.example/start", 202, RawHttp.AGENT));
    }

    @Test
    public void webhooksMayRefuseAWriteAndMayUseTheApi() {
        cluster.server().admit("serviceaccounts", review -> {
            cluster.client().configMaps().inNamespace("extended").list();
            if (review.object().at("/metadata/name").asText().startsWith("bad")) {
                throw new ApiError(400, "BadRequest", "admission webhook \"accounts\" denied the request: bad");
            }
        });
        String accounts = "/api/v1/namespaces/extended/serviceaccounts";
        assertThat(http.send("POST", accounts, "{\"metadata\":{\"name\":\"good\"}}")
                        .code())
                .isEqualTo(201);
        RawHttp.Answer refused = http.send("POST", accounts, "{\"metadata\":{\"name\":\"bad\"}}");
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("denied the request");
    }

    @Test
    public void subresourcesOfStoredKindsCanBeAnswered() {
        cluster.server().extendSubresource("get pods/log", request -> HttpAnswer.text(200, "a line"));
        assertThat(http.get("/api/v1/namespaces/extended/pods/p/log").body().asText())
                .isEqualTo("a line");
    }
}
