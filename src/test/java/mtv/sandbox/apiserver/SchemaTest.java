package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.apiserver.request.Json;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema of a kind removes unknown fields of an object, sets defaults, and refuses wrong fields by name. */
public class SchemaTest extends ApiServerFixture {

    private static final String IN = "/apis/forklift.konveyor.io/v1beta1/namespaces/custom/";

    public SchemaTest() {
        super("custom");
    }

    @Test
    public void missingAndMistypedFieldsAreNamed() {
        String body = plan("wrong", "\"targetNamespace\":7,\"provider\":{\"source\":{},\"destination\":{}}");
        RawHttp.Answer answer = http.send("POST", IN + "plans", body);
        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.reason()).isEqualTo("Invalid");
        assertThat(answer.body().at("/details/causes"))
                .extracting(cause -> cause.path("reason").asText() + " "
                        + cause.path("field").asText())
                .containsExactlyInAnyOrder(
                        "FieldValueRequired spec.map",
                        "FieldValueRequired spec.vms",
                        "FieldValueTypeInvalid spec.targetNamespace");
        assertThat(answer.body().path("message").asText())
                .startsWith("Plan.forklift.konveyor.io \"wrong\" is invalid: ");
    }

    @Test
    public void aNullIsRemovedUnlessTheSchemaAllowsIt() {
        String nulls = plan(
                "nulls",
                "\"description\":null,\"targetNamespace\":\"custom\",\"targetLabels\":{\"a\":null,\"b\":\"c\"},"
                        + "\"preserveStaticIPs\":null,\"map\":{\"network\":{\"name\":null},\"storage\":{}},"
                        + "\"provider\":{\"source\":{},\"destination\":{}},\"vms\":[{\"name\":\"v\",\"hooks\":null}]");
        RawHttp.Answer made = http.send("POST", IN + "plans", nulls);
        assertThat(made.code()).isEqualTo(201);
        JsonNode spec = made.body().path("spec");
        assertThat(spec.has("description")).isFalse();
        assertThat(spec.at("/map/network")).isEmpty();
        assertThat(spec.at("/vms/0").has("hooks")).isFalse();
        assertThat(spec.path("targetLabels")).isEqualTo(Json.object("b", "c"));
        assertThat(spec.path("preserveStaticIPs")).as("the default").isEqualTo(Json.tree(true));

        RawHttp.Answer required = http.send("POST", IN + "plans", nulls.replace("[{\"name\"", "null,\"x\":[{\"name\""));
        assertThat(required.code()).as("a null for what must be there").isEqualTo(422);
        assertThat(required.body().at("/details/causes/0/reason").asText()).isEqualTo("FieldValueRequired");
        RawHttp.Answer listed = http.send("POST", IN + "plans", nulls.replace("[{\"name\"", "[null,{\"name\""));
        assertThat(listed.code()).as("a null in a list").isEqualTo(422);
        assertThat(listed.body().at("/details/causes/0/message").asText())
                .contains("spec.vms[0] in body must be of type object: \"null\"");
    }

    @Test
    public void aNullStaysWhereTheSchemaAllowsIt() {
        String definition = "{'metadata':{'name':'cups.example.test'},'spec':{'group':'example.test','scope':'Cluster',"
                + "'names':{'plural':'cups','kind':'Cup'},'versions':[{'name':'v1','served':true,'storage':true,"
                + "'schema':{'openAPIV3Schema':{'type':'object','properties':{'spec':{'type':'object','properties':{"
                + "'tea':{'type':'string','nullable':true,'default':'green'},"
                + "'milk':{'type':'string','default':'oat'}}}}}}}]}}";
        http.send("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition.replace('\'', '"'));
        String cup = "{\"metadata\":{\"name\":\"mine\"},\"spec\":{\"tea\":null,\"milk\":null}}";
        RawHttp.Answer made = http.send("POST", "/apis/example.test/v1/cups", cup);
        assertThat(made.body().path("spec")).isEqualTo(Json.parse("{\"tea\":null,\"milk\":\"oat\"}"));
    }

    @Test
    public void aPlanIsStoredWithItsDefaults() {
        String spec = "\"targetNamespace\":\"custom\",\"map\":{\"network\":{},\"storage\":{}},\"vms\":[],"
                + "\"provider\":{\"source\":{},\"destination\":{}}";
        JsonNode stored =
                http.send("POST", IN + "plans", plan("plain", spec)).body().path("spec");
        assertThat(stored.properties().stream()
                        .filter(field -> field.getValue().isBoolean())
                        .map(field -> field.getKey() + " " + field.getValue()))
                .containsExactlyInAnyOrder(
                        "deleteVmOnFailMigration true",
                        "migrateSharedDisks true",
                        "preserveStaticIPs true",
                        "runPreflightInspection true",
                        "skipGuestConversion false",
                        "useCompatibilityMode true",
                        "xfsCompatibility false");
    }

    @Test
    public void defaultsAndLimitsComeFromTheSchema() {
        String controllers = IN + "forkliftcontrollers";
        RawHttp.Answer made = http.send("POST", controllers, controller("{\"unknown_setting\":1}"));
        assertThat(made.body().at("/spec/controller_precopy_interval").asInt()).isEqualTo(60);
        assertThat(made.body().at("/spec/feature_validation").asText()).isEqualTo("true");
        assertThat(made.body().path("spec"))
                .as("those that have a default, and nothing else")
                .hasSize(113);

        String path = controllers + "/forklift-controller";
        assertThat(message(path, "{\"spec\":{\"controller_max_vm_inflight\":0}}"))
                .contains("should be greater than or equal to 1");
        assertThat(message(path, "{\"spec\":{\"controller_precopy_interval\":\"60\"}}"))
                .contains("must be of type integer: \"string\"");
        assertThat(message(path, "{\"spec\":{\"controller_precopy_interval\":3000000000}}"))
                .contains("must be of type int32");
        assertThat(message(path, "{\"spec\":{\"feature_validation\":\"maybe\"}}"))
                .contains("supported values: ", "\"false\"", "\"true\"");
    }

    @Test
    public void defaultsAreSetInEmptyObjects() {
        String conversion = "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"type\":\"%s\",\"connection\":{\"secret\":{}},"
                + "\"vm\":{\"id\":\"vm-1\"},\"podSettings\":{},\"diskEncryption\":{\"type\":\"%s\"},"
                + "\"extraVolumes\":[{\"name\":\"v\",\"rbd\":{\"image\":\"i\",\"monitors\":[]},"
                + "\"emptyDir\":{\"sizeLimit\":1,\"x\":2}}]}}";
        RawHttp.Answer made = http.send("POST", IN + "conversions", conversion.formatted("deep", "Inspection", "LUKS"));
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.body().at("/spec/podSettings/requestKVM").asBoolean()).isTrue();
        assertThat(made.body().at("/spec/extraVolumes/0/rbd/pool").asText()).isEqualTo("rbd");
        assertThat(made.body().at("/spec/extraVolumes/0/emptyDir")).isEqualTo(Json.object("sizeLimit", 1));
        RawHttp.Answer refused =
                http.send("POST", IN + "conversions", conversion.formatted("deeper", "Inspection", "Key"));
        assertThat(refused.body().at("/details/causes/0/field").asText()).isEqualTo("spec.diskEncryption.type");
    }

    @Test
    public void timesMustHaveTheFormatOfTimes() {
        String body = "{\"metadata\":{\"name\":\"late\"},\"spec\":{\"plan\":{\"name\":\"p\"},\"cutover\":\"%s\"}}";
        assertThat(http.send("POST", IN + "migrations", body.formatted("tomorrow"))
                        .code())
                .isEqualTo(422);
        assertThat(http.send("POST", IN + "migrations", body.formatted("2031-05-06T07:08Z"))
                        .code())
                .as("without seconds")
                .isEqualTo(422);
        assertThat(http.send("POST", IN + "migrations", body.formatted("2031-05-06T07:08:09Z"))
                        .code())
                .isEqualTo(201);
    }

    private String message(String path, String patch) {
        RawHttp.Answer answer = http.send("PATCH", path, patch, "application/merge-patch+json");
        assertThat(answer.code()).isEqualTo(422);
        return answer.body().path("message").asText();
    }

    private static String plan(String name, String spec) {
        return "{\"metadata\":{\"name\":\"%s\"},\"spec\":{%s}}".formatted(name, spec);
    }

    private static String controller(String spec) {
        return "{\"metadata\":{\"name\":\"forklift-controller\"},\"spec\":%s}".formatted(spec);
    }
}
