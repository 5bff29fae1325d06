package mtv.names.gotemplate;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class GoTemplateTest {

    static final Map<String, Object> FIELDS = Map.of(
            "VmName", "Web_Server.01",
            "TargetVmName", "web-server-01",
            "PlanName", "plan",
            "DiskIndex", 2,
            "FileName", "[ds-1] web/web_3.vmdk",
            "Shared", false,
            "Empty", "");

    @DataProvider
    public Object[][] rendered() {
        return new Object[][] {
            {"plain", "plain"},
            {"{{.VmName}}-disk-{{.DiskIndex}}", "Web_Server.01-disk-2"},
            {"{{ .VmName | lower | replace \"_\" \"-\" }}", "web-server.01"},
            {"{{trunc 3 .PlanName}}{{trunc -2 .PlanName}}{{trunc 9 .PlanName}}{{trunc -9 .PlanName}}", "plaanplanplan"},
            {"{{.FileName | trimSuffix \".vmdk\" | trimPrefix \"[ds-1] web/\" | replace \"_\" \"-\"}}", "web-3"},
            {"{{mustRegexReplaceAll \"[^a-z0-9]+\" (lower .FileName) \"-\"}}", "-ds-1-web-web-3-vmdk"},
            {
                "{{regexReplaceAll \"(e)(.)\" .PlanName \"$2\"}}{{regexReplaceAll \"(l)a\" .PlanName \"${1}$$\"}}",
                "planpl$n"
            },
            {"{{regexReplaceAll \"a*\" \"baac\" \"x\"}}", "xbxcx"},
            {"{{regexReplaceAll \"(?P<x>a)\" \"bab\" \"${x}${y}$x1\"}}", "bab"},
            {"{{if .Shared}}shared{{else}}own{{end}}", "own"},
            {"{{if eq .DiskIndex 0 1}}a{{else if gt .DiskIndex 1}}b{{else}}c{{end}}", "b"},
            {"{{if and .VmName (not .Shared)}}yes{{end}}{{if or .Shared .Empty}}no{{end}}", "yes"},
            {"{{default \"none\" .Empty}} {{default \"none\" .PlanName}} {{.Empty | default 7}}", "none plan 7"},
            {
                "{{printf \"%s-%02d|%5s|%-4d|%v|%q|%t|%x%%\" .PlanName .DiskIndex \"a\" 7 true \"b\" false 255}}",
                "plan-02|    a|7   |true|\"b\"|false|ff%"
            },
            {"a {{- /* note */ -}} b {{/* kept */}} c", "ab  c"},
            {"a\n {{- .DiskIndex -}} \n b", "a2b"},
            {"{{`raw \\n`}}{{\"\\t\\x41\\u00e9\\\"\"}}{{'a'}}", "raw \\n\tAé\"97"},
            {
                "{{add 1 .DiskIndex 3}} {{add1 .DiskIndex}} {{sub 1 2}} {{mul 2 3 4}} {{div 7 2}} {{mod 7 4}}",
                "6 3 -1 24 3 3"
            },
            {"{{max 1 .DiskIndex}} {{min 1 .DiskIndex}} {{floor 2.7}} {{ceil 2.1}} {{round 2.345 2}}", "2 1 2 3 2.35"},
            {
                "{{title \"ab c-d\"}} {{untitle \"Ab Cd\"}} {{nospace \"a b\"}} {{repeat 2 \"xy\"}}",
                "Ab C-D ab cd ab xyxy"
            },
            {"{{trim \"  a \"}} {{trimAll \"-.\" \"-.a-\"}} {{substr 1 3 .PlanName}} {{len .PlanName}}", "a a la 4"},
            {
                "{{hasPrefix \"pl\" .PlanName}} {{hasSuffix \"pl\" .PlanName}} {{contains \"la\" .PlanName}}",
                "true false true"
            },
            {"{{print 1 2 \"a\" 3}}", "1 2a3"},
            {"{{if ne .PlanName \"x\"}}{{if le 1 1}}{{if ge 2 1}}{{if lt 1 2}}all{{end}}{{end}}{{end}}{{end}}", "all"},
            {"{{0x10}} {{-3}} {{1_000}} {{1e3}} {{1e21}} {{0.00001}}", "16 -3 1000 1000 1e+21 1e-05"},
        };
    }

    @Test(dataProvider = "rendered")
    public void rendersAsGoDoes(String template, String expected) {
        assertThat(GoTemplate.render(template, FIELDS)).isEqualTo(expected);
    }

    @DataProvider
    public Object[][] refused() {
        return new Object[][] {
            {"{{.Nope}}", "there is no field .Nope; known are [DiskIndex, "},
            {"{{b64enc .VmName}}", "function \"b64enc\" is not known; known are add add1 and ceil "},
            {"{{.VmName", "an action is not closed by }}"},
            {"{{if .VmName}}x", "{{if}} without {{end}}"},
            {"x{{end}}", "{{end}} without {{if}}"},
            {"{{else}}", "{{else}} without {{if}}"},
            {"{{}}", "a value is missing before \"}}\""},
            {"{{.VmName | }}", "a value is missing before \"}}\""},
            {"{{.VmName | .PlanName}}", "\".PlanName\" is no function, so it takes no arguments"},
            {"{{(.VmName}}", "\"}}\" stands where the action or parenthesis should end"},
            {"{{.VmName .PlanName}}", "\".VmName\" is no function, so it takes no arguments"},
            {"{{range .VmName}}{{end}}", "{{range}} is not supported"},
            {"{{$x := 1}}", "variables, declarations and commas are not supported"},
            {"{{lower}}", "lower takes 1 arguments, not 0"},
            {"{{add1 1 2}}", "add1 takes 1 arguments, not 2"},
            {"{{printf}}", "printf takes 1 or more arguments, not 0"},
            {"{{lower .DiskIndex}}", "lower wants a string, not 2 of type int"},
            {"{{trunc (add 1 1) .VmName}}", "trunc wants an int, not 2 of type int64"},
            {"{{div 1 0}}", "div of [1, 0] fails: / by zero"},
            {"{{substr 9 12 .PlanName}}", "slice bounds out of range"},
            {"{{eq .VmName .DiskIndex}}", "incompatible types for comparison: string and int"},
            {"{{mustRegexReplaceAll \"(\" .VmName \"\"}}", "\"(\" is no regular expression"},
            {"{{printf \"%d\" .VmName}}", "printf cannot write Web_Server.01 of type string as %d"},
            {"{{printf \"%d\"}}", "printf has no value for %d"},
            {"{{printf \"x\" 1}}", "has more values than verbs"},
            {"{{\"\\z\"}}", "\"\\z\" is no escape"},
            {"{{12ab}}", "\"12ab\" is no number"},
        };
    }

    @Test(dataProvider = "refused")
    public void reportsWhatItCannotRender(String template, String reason) {
        assertThatThrownBy(() -> GoTemplate.render(template, FIELDS))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("template " + template + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    public void listsItsFunctions() {
        assertThat(GoTemplate.functions())
                .contains("trunc", "mustRegexReplaceAll", "printf")
                .doesNotContain("range");
    }
}
