package mtv.sandbox.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatchException;
import mtv.sandbox.apiserver.object.JsonPath;
import mtv.sandbox.apiserver.object.PatchTypes;
import mtv.sandbox.apiserver.object.StrategicMerge;
import mtv.sandbox.apiserver.request.Selectors;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Patches of each kind, label selectors, and the paths of printed columns. */
public class PatchesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @DataProvider
    public Object[][] merges() {
        return new Object[][] {
            {"{'a':1,'b':{'c':2}}", "{'a':null,'b':{'d':3}}", "{'b':{'c':2,'d':3}}"},
            {"{'a':[1,2]}", "{'a':[3]}", "{'a':[3]}"},
            {"{}", "{'a':{'b':null,'c':1}}", "{'a':{'c':1}}"},
        };
    }

    @Test(dataProvider = "merges")
    public void aMergePatchFollowsItsRfc(String target, String patch, String result) {
        assertThat(PatchTypes.merge(object(target), object(patch))).isEqualTo(object(result));
    }

    @Test
    public void copiesMayNotAddMoreThanARequestMayHold() {
        ArrayNode patch = JSON.createArrayNode();
        for (int times = 0; times < 40; times++) {
            patch.add(object("{'op':'copy','from':'/data','path':'/data/" + times + "'}"));
        }
        JsonNode target = object("{'data':{'x':'y'}}");

        assertThatExceptionOfType(JsonPatchException.class)
                .isThrownBy(() -> PatchTypes.apply(patch, target))
                .withMessageContaining("copies add more than 3145728 bytes");
        JsonNode one = JSON.createArrayNode().add(object("{'op':'copy','from':'/data','path':'/more'}"));
        assertThat(PatchTypes.apply(one, target)).isEqualTo(object("{'data':{'x':'y'},'more':{'x':'y'}}"));
    }

    @DataProvider
    public Object[][] strategicMerges() {
        return new Object[][] {
            {
                "{'containers':[{'name':'a','image':'1'},{'name':'b'}]}",
                "{'containers':[{'name':'a','image':'2'},{'name':'c'}]}",
                "{'containers':[{'name':'a','image':'2'},{'name':'b'},{'name':'c'}]}"
            },
            {
                "{'conditions':[{'type':'A'},{'type':'B'}]}",
                "{'conditions':[{'type':'A','$patch':'delete'}],'$setElementOrder/conditions':[]}",
                "{'conditions':[{'type':'B'}]}"
            },
            {"{'finalizers':['a']}", "{'finalizers':['b']}", "{'finalizers':['a','b']}"},
            {"{'finalizers':['a','b']}", "{'$deleteFromPrimitiveList/finalizers':['a']}", "{'finalizers':['b']}"},
            {"{'a':{'b':1}}", "{'a':{'$patch':'replace','c':2}}", "{'a':{'c':2}}"},
        };
    }

    @Test(dataProvider = "strategicMerges")
    public void aStrategicPatchMergesListsByKey(String target, String patch, String result) {
        assertThat(StrategicMerge.apply(object(target), object(patch))).isEqualTo(object(result));
    }

    @DataProvider
    public Object[][] selectors() {
        return new Object[][] {
            {"a=1", true},
            {"a==1,b=2", true},
            {"a!=1", false},
            {"c!=1", true},
            {"a in (1, 3)", true},
            {"a notin (1,3),b", false},
            {"c notin (1)", true},
            {"a", true},
            {"!a", false},
            {"!c,x/y=z", true},
        };
    }

    @Test(dataProvider = "selectors")
    public void labelSelectorsMatchLabels(String selector, boolean selected) {
        ObjectNode object = object("{'metadata':{'labels':{'a':'1','b':'2','x/y':'z'}}}");
        assertThat(Selectors.labels(selector).test(object)).isEqualTo(selected);
    }

    @DataProvider
    public Object[][] paths() {
        return new Object[][] {
            {".spec.name", "n"},
            {".spec.list[1].v", "y"},
            {".spec.list[?(@.t=='b')].v", "y"},
            {".spec.list[?(@.t==\"c\")].v", ""},
            {".spec.*[1].v", "y"},
        };
    }

    @Test(dataProvider = "paths")
    public void columnsAreReadFromTheObject(String path, String value) {
        ObjectNode object = object("{'spec':{'name':'n','list':[{'t':'a','v':'x'},{'t':'b','v':'y'}]}}");
        assertThat(JsonPath.read(object, path).asText()).isEqualTo(value);
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
