package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of edit changes its place in a tree, and nothing when the place does not exist. */
public class TreeEditTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @DataProvider
    public Object[][] edits() {
        return new Object[][] {
            {"{a:[1,2,3]}", "{op:'remove',path:'/a/last'}", "{a:[1,2]}"},
            {"{a:[1,2,3]}", "{op:'remove',path:'/a/*'}", "{a:[]}"},
            {"{a:1}", "{op:'remove',path:'/b/c/0'}", "{a:1}"},
            {"{}", "{op:'set',path:'/a/b',value:1}", "{a:{b:1}}"},
            {"{}", "{op:'set',path:'/a/-',value:1}", "{a:[1]}"},
            {"{a:[{t:'x'},{t:'y'}]}", "{op:'set',path:'/a/[t=y]/v',value:1}", "{a:[{t:'x'},{t:'y',v:1}]}"},
            {"{a:{'b/c':1}}", "{op:'set',path:'/a/b~1c',value:2}", "{a:{'b/c':2}}"},
            {"{a:[1,2,3]}", "{op:'swap',path:'/a/0',from:'/a/last'}", "{a:[3,2,1]}"},
            {"{a:[1,2]}", "{op:'copy',path:'/a/-',from:'/a/0'}", "{a:[1,2,1]}"},
            {"{a:'4096Mi',b:3}", "{op:'scale',path:'/a',by:0.5}", "{a:'2048Mi',b:3}"},
            {"{a:'4096Mi',b:3}", "{op:'scale',path:'/b',by:2}", "{a:'4096Mi',b:6}"},
            {"{a:'02:11'}", "{op:'replace',path:'/a',from:'^..',to:'0e'}", "{a:'0e:11'}"},
            {"{a:'x'}", "{op:'other',path:'/a',value:['x','y']}", "{a:'y'}"},
            {"{a:'z'}", "{op:'other',path:'/a',value:['x','y']}", "{a:'x'}"},
            {"{a:[1,2,3]}", "{op:'reverse',path:'/a'}", "{a:[3,2,1]}"},
            {
                "{metadata:{creationTimestamp:'then'},status:{conditions:[{type:'Bad'},{type:'Ready'}]}}",
                "{op:'condition',value:{type:'Bad',category:'Critical'}}",
                "{metadata:{creationTimestamp:'then'},status:{conditions:["
                        + "{type:'Bad',category:'Critical',status:'True',lastTransitionTime:'then'}]}}"
            },
            {
                "{status:{conditions:[{type:'Ready'}]}}",
                "{op:'condition',value:{type:'Odd',category:'Warn'}}",
                "{status:{conditions:[{type:'Ready'},"
                        + "{type:'Odd',category:'Warn',status:'True',lastTransitionTime:''}]}}"
            },
        };
    }

    @Test(dataProvider = "edits")
    public void anEditChangesOneValue(String before, String edit, String after) throws IOException {
        JsonNode tree = tree(before);
        JSON.treeToValue(tree(edit), TreeEdit.class).apply(tree, element -> true);
        assertThat(tree).isEqualTo(tree(after));
    }

    private static JsonNode tree(String relaxed) throws IOException {
        return JSON.readTree(relaxed.replace('\'', '"').replaceAll("([{,])(\\w+):", "$1\"$2\":"));
    }
}
