package mtv.sandbox.mtv.build;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The templates that people write, and their mistakes. */
public class NameTemplateTest {

    private static final Map<String, ?> FIELDS = Map.of("VmName", "Web-A", "DiskIndex", 3, "FileName", "web_1.vmdk");

    @DataProvider
    public Object[][] templates() {
        return new Object[][] {
            {"{{.VmName}}-d{{.DiskIndex}}", "Web-A-d3"},
            {"{{trunc 3 .VmName}}", "Web"},
            {"{{trunc -1 .VmName}}", "A"},
            {"{{ .VmName | lower | trunc 4 }}", "web-"},
            {"{{.FileName | trimSuffix \".vmdk\" | replace \"_\" \"-\"}}", "web-1"},
            {"{{trimPrefix \"Web\" .VmName | upper}}", "-A"},
            {"plain", "plain"},
        };
    }

    @Test(dataProvider = "templates")
    public void rendersLikeGo(String template, String expected) {
        assertThat(NameTemplate.render(template, FIELDS)).isEqualTo(expected);
    }

    @DataProvider
    public Object[][] mistakes() {
        return new Object[][] {
            {"{{.Nonsense}}"}, {"{{frobnicate .VmName}}"}, {"{{trunc .VmName}}"}, {"{{.VmName"}, {"{{}}"}
        };
    }

    @Test(dataProvider = "mistakes")
    public void refusesWhatItDoesNotKnow(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> NameTemplate.render(template, FIELDS));
    }
}
