package mtv.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.settings.value.Secret;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts with blanks, backslashes and hidden characters are accepted as they are, or reported. */
public class UnusualTextsTest {

    private static final String VC = "\"type\": \"vsphere\", \"username\": \"me\", \"password\": \"p\"";

    @DataProvider
    public Object[][] secrets() {
        return new Object[][] {
            {"ab${c1"}, {"${c1}"}, {" blanks "}, {"#!=:\\"}, {"\u4e2d\u00a0\u200b"}, {"-----BEGIN"},
        };
    }

    @Test(dataProvider = "secrets")
    public void aSecretIsAnyText(String secret) throws Exception {
        Settings settings = new SettingsFixture()
                .cluster()
                .environment("CLUSTER_PASSWORD", secret)
                .providers(
                        "{\"vc\": {\"type\": \"vsphere\", \"api_url\": \"https://vc.example/sdk\", \"username\": \"m\","
                                + " \"password\": " + new ObjectMapper().writeValueAsString(secret)
                                + "}}")
                .read();
        assertThat(settings.cluster().hub().secret()).contains(new Secret(secret));
        assertThat(settings.source().entry().orElseThrow().login().orElseThrow().password())
                .isEqualTo(new Secret(secret));
        assertThat(settings.warnings()).noneMatch(warning -> warning.contains(secret));
    }

    @Test
    public void aBackslashInASecretOfAFileIsDoubledOrReported() {
        assertThat(password("cluster_password=a#b!c=d:e \u00e9 ")).isEqualTo("a#b!c=d:e \u00e9 ");
        assertThat(password("cluster_password=a\\\\b\\u0041\\ ")).isEqualTo("a\\bA ");
        assertThat(new SettingsFixture().file("cluster_password=pa\\ss").problems())
                .contains("config/config.properties:1: a backslash before \"s\" is no backslash in such a file;"
                        + " write a backslash twice");
        assertThat(new SettingsFixture()
                        .file("cluster_password=pa\\\nstorage_class=fast")
                        .problems())
                .contains(
                        "config/config.properties:1: ends in a backslash, so that line 2 counts as part of it; write a"
                                + " backslash twice");
        assertThat(new SettingsFixture().file("cluster_password=pa\\").problems())
                .contains("config/config.properties:1: ends in a backslash, and nothing follows; write a backslash"
                        + " twice");
    }

    private static String password(String line) {
        return new SettingsFixture()
                .cluster()
                .file(SettingsFixture.CLUSTER.replace("cluster_password=hidden", line))
                .read()
                .cluster()
                .hub()
                .secret()
                .orElseThrow()
                .reveal();
    }

    @Test
    public void blanksAroundAValueAreReported() {
        assertThat(new SettingsFixture()
                        .systemProperty("plan_wait_timeout", " 20 ")
                        .read()
                        .warnings())
                .containsExactly("-Dplan_wait_timeout: blanks around the value of plan_wait_timeout are left out");
        assertThat(new SettingsFixture()
                        .cluster()
                        .environment("CLUSTER_PASSWORD", "secret ")
                        .read()
                        .warnings())
                .containsExactly("environment CLUSTER_PASSWORD: cluster_password begins or ends with a blank, which is"
                        + " taken as part of it");
        assertThat(entry(VC + ", \"api_url\": \"https://vc.example/sdk \""))
                .contains(".providers.json:1: vc.api_url: \"https://vc.example/sdk \" has a blank at its start or its"
                        + " end; take it away");
    }

    @Test
    public void hiddenCharactersAreNamed() {
        assertThat(new SettingsFixture()
                        .file("mtv_namespace=openshift\u200b-mtv")
                        .problems())
                .singleElement()
                .asString()
                .contains("openshift[U+200B]-mtv")
                .endsWith("; take U+200B (ZERO WIDTH SPACE) out of it");
        assertThat(new SettingsFixture().file("clus\u200bter_host=x").problems())
                .containsExactly("config/config.properties:1: unknown key clus[U+200B]ter_host; take U+200B (ZERO WIDTH"
                        + " SPACE) out of it: cluster_host is meant");
        assertThat(entry(VC + ", \"api_url\": \"https://vc.example/sdk\u00a0\""))
                .first()
                .asString()
                .contains("vc.api_url: it holds U+00A0 (NO-BREAK SPACE)");
        assertThat(new SettingsFixture()
                        .systemProperty("source_provider", "vc\n12:00 INFO all is well\u001b[2J")
                        .problems())
                .noneMatch(problem -> problem.contains("\n") || problem.contains("\u001b"))
                .anyMatch(problem -> problem.endsWith("; take U+000A (LINE FEED (LF)) out of it"));
    }

    @Test
    public void misspeltNamesAreReportedWithTheOtherProblems() {
        SettingsFixture given = new SettingsFixture()
                .systemProperty("storage_clas", "x")
                .systemProperty("cluster.host", "x")
                .environment("CLUSTER_PASWORD", "x")
                .environment("mtv_namespace", "x")
                .systemProperty("number_of_vms", "many")
                .test("cold", Map.of("number_of_vm", "2"));
        assertThat(given.problems())
                .contains(
                        "-Dstorage_clas: not a setting; did you mean storage_class?",
                        "-Dcluster.host: not a setting; did you mean cluster_host?",
                        "environment CLUSTER_PASWORD: not a setting; did you mean CLUSTER_PASSWORD?",
                        "environment mtv_namespace: not a setting; did you mean MTV_NAMESPACE?",
                        "testng-remote.xml <test name=\"cold\">: unknown parameter number_of_vm; did you mean"
                                + " number_of_vms?")
                .hasSize(6);
        assertThat(entry(VC + ", \"api_url\": \"https://h/sdk\", \"vddk_image\": \"x\", \"vddk_init_imag\": \"x\""))
                .anyMatch(problem -> problem.contains("vc.vddk_init_imag: unknown field")
                        && problem.contains("did you mean vddk_init_image?"));
    }

    private static List<String> entry(String fields) {
        return new SettingsFixture()
                .systemProperty("source_provider", "vc")
                .providers("{\"vc\": {" + fields + "}}")
                .problems();
    }
}
