package mtv.sandbox.apiserver;

import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.Test;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** MTV's kinds are custom resources with their own schemas, status and definitions. */
public class CustomResourcesTest extends ApiServerFixture {

    private static final String GROUP = "/apis/forklift.konveyor.io/v1beta1";
    private static final String IN = GROUP + "/namespaces/custom/";
    private static final String MERGE = "application/merge-patch+json";

    public CustomResourcesTest() {
        super("custom");
    }

    @Test
    public void allKindsOfTheProductAreServed() {
        assertThat(http.get(GROUP).body().path("resources"))
                .extracting(resource -> resource.path("name").asText())
                .contains("providers", "networkmaps", "storagemaps", "plans", "migrations", "hooks", "hosts")
                .contains("forkliftcontrollers", "plans/status", "conversions", "conversions/status")
                .contains("ovirtvolumepopulators", "vspherexcopyvolumepopulators", "ovaproviderservers");
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("plans.forklift.konveyor.io")
                        .get()
                        .getSpec()
                        .getNames()
                        .getKind())
                .isEqualTo("Plan");
    }

    @Test
    public void unknownFieldsAreRemovedWithAWarning() {
        String body = provider("pruned", "\"nonsense\":1,\"type\":\"vsphere\"");
        RawHttp.Answer answer = http.send("POST", IN + "providers", body);
        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.body().path("spec").has("nonsense")).isFalse();
        assertThat(answer.headers().firstValue("Warning"))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("unknown field").contains("spec.nonsense"));

        RawHttp.Answer strict = http.send("POST", IN + "providers?fieldValidation=Strict", body);
        assertThat(strict.code()).isEqualTo(400);
        assertThat(strict.body().path("message").asText()).contains("strict decoding error", "spec.nonsense");
    }

    @Test
    public void aChangedDefinitionIsValidAtOnce() {
        cluster.namespace("older");
        String definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/hosts.forklift.konveyor.io";
        String ip = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/ipAddress";
        String patch = "[{\"op\":\"replace\",\"path\":\"%s\",\"value\":{\"type\":\"integer\"}}]".formatted(ip);
        assertThat(http.send("PATCH", definition, patch, "application/json-patch+json")
                        .code())
                .isEqualTo(200);
        String host = "{\"metadata\":{\"name\":\"h\"},\"spec\":{\"ipAddress\":\"10.0.0.1\",\"id\":\"host-1\","
                + "\"provider\":{},\"secret\":{}}}";
        assertThat(http.send("POST", GROUP + "/namespaces/older/hosts", host).code())
                .isEqualTo(422);
        assertThat(http.send("POST", GROUP + "/namespaces/older/hosts", host.replace("\"10.0.0.1\"", "10"))
                        .code())
                .isEqualTo(201);
    }

    @Test
    public void deletingADefinitionDeletesItsObjects() {
        String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        String definition = "{'metadata':{'name':'toys.example.test'},'spec':{'group':'example.test','scope':'Cluster',"
                + "'names':{'plural':'toys','kind':'Toy'},'versions':[{'name':'v1','served':true,'storage':true,"
                + "'schema':{'openAPIV3Schema':{'type':'object'}}}]}}";
        http.send("POST", definitions, definition.replace('\'', '"'));
        String toys = "/apis/example.test/v1/toys";
        http.send("POST", toys, "{\"metadata\":{\"name\":\"bear\",\"finalizers\":[\"example.test/loved\"]}}");
        http.send("DELETE", definitions + "/toys.example.test", null);
        assertThat(http.get(toys + "/bear").code()).as("held").isEqualTo(200);
        http.send("PATCH", toys + "/bear", "{\"metadata\":{\"finalizers\":null}}", MERGE);
        cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("toys.example.test")
                .waitUntilCondition(Objects::isNull, SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
        assertThat(http.get(toys).code()).isEqualTo(404);
    }

    @Test
    public void specAndStatusAreWrittenSeparately() {
        String path = IN + "providers/split";
        http.send(
                "POST",
                IN + "providers",
                provider("split", "\"type\":\"vsphere\"").replace("}}", "},\"status\":{}}"));
        assertThat(http.get(path).body().has("status")).isFalse();

        String both = "{\"spec\":{\"type\":\"ova\"},\"status\":{\"phase\":\"Ready\"}}";
        RawHttp.Answer main = http.send("PATCH", path, both, MERGE);
        assertThat(main.body().has("status")).isFalse();
        assertThat(main.body().at("/metadata/generation").asInt()).isEqualTo(2);

        RawHttp.Answer status = http.send("PATCH", path + "/status", both.replace("ova", "ovirt"), MERGE);
        assertThat(status.body().at("/status/phase").asText()).isEqualTo("Ready");
        assertThat(status.body().at("/spec/type").asText()).isEqualTo("ova");
        assertThat(status.body().at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    public void strategicPatchesAreForBuiltInKindsOnly() {
        http.send("POST", IN + "providers", provider("strategic", "\"type\":\"vsphere\""));
        RawHttp.Answer answer =
                http.send("PATCH", IN + "providers/strategic", "{}", "application/strategic-merge-patch+json");
        assertThat(answer.code()).isEqualTo(415);
    }

    @Test
    public void anUpdateNeedsAResourceVersion() {
        String body = provider("versioned", "\"type\":\"vsphere\"");
        http.send("POST", IN + "providers", body);
        assertThat(http.send("PUT", IN + "providers/versioned", body).code()).isEqualTo(422);
    }

    private static String provider(String name, String spec) {
        return "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"secret\":{},%s}}".formatted(name, spec);
    }
}
