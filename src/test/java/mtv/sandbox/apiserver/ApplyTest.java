package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Server-side apply: each manager owns its fields, and a change of another manager's field is a conflict. */
public class ApplyTest extends ApiServerFixture {

    private static final String MAPS = "/api/v1/namespaces/apply/configmaps/";
    private static final String PLANS = "/apis/forklift.konveyor.io/v1beta1/namespaces/apply/plans/";
    private static final String MERGE = "application/merge-patch+json";

    public ApplyTest() {
        super("apply");
    }

    @Test
    public void aFieldThatIsNoLongerAppliedIsRemovedUnlessAnotherManagerHasIt() {
        assertThat(apply(MAPS + "shrinks", "me", "{'data':{'a':'1','b':'2','c':'3'}}")
                        .code())
                .isEqualTo(201);
        assertThat(apply(MAPS + "shrinks", "you", "{'data':{'b':'2'}}").code()).isEqualTo(200);
        JsonNode left = apply(MAPS + "shrinks", "me", "{'data':{'a':'1'}}").body();
        assertThat(left.path("data").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(left.at("/metadata/managedFields").findValuesAsText("manager"))
                .containsExactlyInAnyOrder("me", "you");
        assertThat(apply(MAPS + "shrinks", "me", "{'data':{'a':'1'}}").body())
                .as("nothing new")
                .isEqualTo(left);
    }

    @Test
    public void aValueOfAnotherManagerIsAConflictUnlessForced() {
        apply(MAPS + "fought", "me", "{'data':{'a':'1','b':'1'}}");
        RawHttp.Answer refused = apply(MAPS + "fought", "you", "{'data':{'a':'2'}}");
        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("Conflict");
        assertThat(refused.body().path("message").asText())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"me\": .data.a");
        assertThat(refused.body().at("/details/causes/0").toString())
                .contains("FieldManagerConflict", "conflict with \\\"me\\\"", ".data.a");
        RawHttp.Answer forced = apply(MAPS + "fought?force=true", "you", "{'data':{'a':'2'}}");
        assertThat(forced.body().at("/data/a").asText()).isEqualTo("2");
        JsonNode mine = forced.body().at("/metadata/managedFields/0");
        assertThat(mine.path("manager").asText()).isEqualTo("me");
        assertThat(mine.path("fieldsV1").toString()).isEqualTo("{\"f:data\":{\"f:b\":{}}}");
    }

    @Test
    public void anUpdateTakesOverTheFieldsThatItChanges() {
        apply(MAPS + "edited", "me", "{'data':{'a':'1','b':'1'}}");
        http.send("PATCH", MAPS + "edited?fieldManager=editor", "{\"data\":{\"a\":\"2\"}}", MERGE);
        RawHttp.Answer refused = apply(MAPS + "edited", "me", "{'data':{'a':'1','b':'1'}}");
        assertThat(refused.body().path("message").asText())
                .startsWith("Apply failed with 1 conflict: conflict with \"editor\" using v1 at ");
        assertThat(apply(MAPS + "edited", "me", "{'data':{'a':'2','b':'1'}}").code())
                .as("agreed on the value")
                .isEqualTo(200);
    }

    @Test
    public void listsOfBuiltInKindsAreMergedByKey() {
        String pods = "/api/v1/namespaces/apply/pods/p";
        apply(pods, "me", "{'spec':{'containers':[{'name':'a','image':'x'}]}}");
        apply(pods, "you", "{'spec':{'containers':[{'name':'b','image':'y'}]}}");
        JsonNode left = apply(pods, "me", "{'spec':{'containers':[]}}").body();
        assertThat(left.at("/spec/containers").findValuesAsText("name")).containsExactly("b");
    }

    @Test
    public void listsOfCustomKindsAreAtomic() {
        String plan = "{'spec':{'provider':{'source':{},'destination':{}},'map':{'network':{},'storage':{}},"
                + "'targetNamespace':'t','vms':[{'name':'%s'}]}}";
        assertThat(apply(PLANS + "p", "me", plan.formatted("a")).code()).isEqualTo(201);
        RawHttp.Answer refused = apply(PLANS + "p", "you", "{'spec':{'vms':[{'name':'b'}]}}");
        assertThat(refused.code()).as(refused.body().toString()).isEqualTo(409);
        assertThat(apply(PLANS + "p", "me", plan.formatted("b")).body().at("/spec/vms"))
                .hasSize(1);
    }

    @Test
    public void listsOfKubeVirtKindsAreAtomic() {
        String machine = "/apis/kubevirt.io/v1/namespaces/apply/virtualmachines/v";
        String disks = "{'spec':{'template':{'spec':{'domain':{'devices':{'disks':[{'name':'%s'}]}}}}}}";
        assertThat(apply(machine, "me", disks.formatted("a")).code()).isEqualTo(201);
        assertThat(apply(machine, "you", disks.formatted("b")).code()).isEqualTo(409);
    }

    @Test
    public void anApplyWithoutAFieldManagerIsRefused() {
        RawHttp.Answer refused = http.send("PATCH", MAPS + "nobody", "{}", "application/apply-patch+yaml");
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).contains("fieldManager");
    }

    private RawHttp.Answer apply(String path, String manager, String body) {
        String sign = path.contains("?") ? "&" : "?";
        return http.send(
                "PATCH",
                path + sign + "fieldManager=" + manager,
                body.replace('\'', '"'),
                "application/apply-patch+yaml");
    }
}
