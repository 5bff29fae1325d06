package mtv.sandbox.forklift;

import mtv.model.AapConfig;
import mtv.model.Condition;
import mtv.model.Hook;
import mtv.model.HookSpec;
import mtv.model.ObjectRef;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The conditions of a Hook before a Plan uses it. */
public class HooksTest extends ClusterFixture {

    private static final String IMAGE = "quay.io/konveyor/hook-runner:latest";
    private static final ObjectRef TOKEN = new ObjectRef("token", null);

    @DataProvider
    public Object[][] hooks() {
        return new Object[][] {
            {"good", local(IMAGE, "LS0tCg=="), "Ready", null},
            {"bare", local("runner", null), "Ready", null},
            {"digest", local("r.example.test:5000/a/b_c@sha256:" + "0af".repeat(11), ""), "Ready", null},
            {"lines", local(IMAGE, "LS0t\nCg==\n"), "Ready", null},
            {"no-spec", null, "InvalidHookExecute", "NotSet"},
            {"playbook-alone", local(null, "LS0tCg=="), "InvalidHookExecute", "NotSet"},
            {"blank", local("  ", null), "InvalidHookExecute", "NotSet"},
            {"upper", local("quay.io/Konveyor/runner", null), "InvalidImage", "NotSet"},
            {"spaced", local(" runner", null), "InvalidImage", "NotSet"},
            {"tag", local("runner:", null), "InvalidImage", "NotSet"},
            {"short-digest", local("runner@sha256:0af", null), "InvalidImage", "NotSet"},
            {"words", local(IMAGE, "not base64!"), "InvalidPlaybook", "DataError"},
            {"unfilled", local(IMAGE, "LS0tCg"), "InvalidPlaybook", "DataError"},
            {"aap", remote(null, 1, "https://aap", TOKEN), "Ready", null},
            {"aap-and-image", remote(IMAGE, 1, "https://aap", TOKEN), "InvalidHookExecute", "NotSet"},
            {"aap-zero", remote(null, 0, "https://aap", TOKEN), "InvalidHookExecute", "NotSet"},
            {"aap-no-url", remote(null, 1, null, TOKEN), "InvalidHookExecute", "NotSet"},
            {"aap-no-token", remote(null, 1, "https://aap", null), "InvalidHookExecute", "NotSet"},
        };
    }

    private static HookSpec local(String image, String playbook) {
        return new HookSpec(image, playbook, null, null, null);
    }

    private static HookSpec remote(String image, int template, String url, ObjectRef token) {
        return new HookSpec(image, null, null, null, new AapConfig(template, url, token, null));
    }

    @Test(dataProvider = "hooks")
    public void aHookHasTheConditionOfItsSpec(String name, HookSpec spec, String type, String reason) {
        Hook hook = cluster.awaitCondition(cluster.create(new Hook(), name, spec), type);

        assertThat(hook.conditions()).extracting(Condition::type).containsExactly(type);
        assertThat(hook.condition(type).orElseThrow().reason()).isEqualTo(reason);
    }
}
