package mtv.settings;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each mistake a person can make with settings, and the sentence that answers it. */
public class ProblemsTest {
    @DataProvider
    Object[][] mistakes() {
        return new Object[][] {
            {
                new Given().systemProperty("plan_wait_timeout", "abc"),
                "-Dplan_wait_timeout: plan_wait_timeout = \"abc\" is not what is expected: a whole number of seconds"
                        + " from 1 to 86400; correct it, or leave it out to get 3600"
            },
            {
                new Given().environment("INSECURE_VERIFY_SKIP", "maybe"),
                "environment INSECURE_VERIFY_SKIP: insecure_verify_skip = \"maybe\" is not what is expected: true,"
                        + " false, yes, no, on, off, 1 or 0; correct it, or leave it out to get true"
            },
            {
                new Given().file("# c\n\nplan_wait_timout=7"),
                "config/config.properties:3: unknown key plan_wait_timout; did you mean plan_wait_timeout?"
            },
            {
                new Given().file("vm_name_search_pattern=("),
                "config/config.properties:1: vm_name_search_pattern = \"(\" is not what is expected: a regular"
                        + " expression, or empty; correct it, or leave it out"
            },
            {
                new Given().suite("mtv_namespace", "${ns}"),
                "testng-remote.xml <suite>: mtv_namespace = \"${ns}\" is not what is expected: a DNS label (lower-case"
                        + " letters, digits and inner dashes, at most 63); ${...} is not replaced here: write the"
                        + " value itself"
            },
            {
                new Given().systemProperty("config_file", "nowhere.properties"),
                "nowhere.properties: the settings file cannot be read; name a readable UTF-8 file with -Dconfig_file"
            },
            {
                new Given().systemProperty("cluster_ca_file", "ca.pem").systemProperty("insecure_verify_skip", "no"),
                "-Dcluster_ca_file: cluster_ca_file: cannot read ca.pem; name a PEM file"
            },
        };
    }

    @DataProvider
    Object[][] mistakesInSuites() {
        return new Object[][] {
            {
                new Given().suite("numbr_of_vms", "2"),
                "testng-remote.xml <suite>: unknown parameter numbr_of_vms; did you mean number_of_vms?"
            },
            {
                new Given().suite("destination", "moon"),
                "testng-remote.xml <suite>: destination = \"moon\" is not known; use one of: local, remote"
            },
            {
                new Given().suite("cluster_password", "x"),
                "testng-remote.xml <suite>: cluster_password is secret, and suite files are reported; take it from the"
                        + " environment or from a settings file"
            },
            {
                new Given().test("cold", Map.of("number_of_vms", "0")),
                "testng-remote.xml <test name=\"cold\">: number_of_vms = \"0\" is not what is expected: a whole number"
                        + " from 1 to 100; correct it, or leave it out to get 1"
            },
            {
                new Given().test("cold", Map.of("storage_class", "x")),
                "testng-remote.xml <test name=\"cold\">: storage_class cannot differ between tests; put it on the"
                        + " <suite>"
            },
            {
                new Given().systemProperty("class_plan_config", "x"),
                "-Dclass_plan_config: it would be the same for every <test>; write it into the suite file instead"
            },
        };
    }

    @Test(dataProvider = "mistakes")
    public void isAnsweredInOneSentence(Given given, String sentence) {
        assertThat(given.problems()).containsExactly(sentence);
    }

    @Test(dataProvider = "mistakesInSuites")
    public void aSuitesMistakeIsToo(Given given, String sentence) {
        assertThat(given.problems()).containsExactly(sentence);
    }

    @Test
    public void allAreReportedTogether() {
        Given given = new Given()
                .systemProperty("plan_wait_timeout", "abc")
                .environment("INSECURE_VERIFY_SKIP", "maybe")
                .file("storage_clas=x\n")
                .providers("{");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(given::read)
                .withMessageStartingWith("The settings have 4 problems, so nothing was created:\n  - ")
                .withMessageContainingAll(
                        "plan_wait_timeout", "INSECURE_VERIFY_SKIP", "storage_class", ".providers.json:")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty())
                .satisfies(e -> assertThat(e.problems()).hasSize(4));
    }

    @Test
    public void aSecretIsNeverShown() {
        Given given = new Given().cluster().systemProperty("cluster_password", "${hidden}");
        assertThat(given.problems())
                .containsExactly("-Dcluster_password: cluster_password is not what is expected: any text, or empty;"
                        + " ${...} is not replaced here: write the value itself");
        assertThat(new Secret("hidden")).hasToString("***");
    }

    @Test
    public void whatIsHardlyMeantIsWarnedAbout() {
        Settings settings = new Given()
                .cluster()
                .write("ca.pem", "")
                .systemProperty("cluster_password", "hidden")
                .systemProperty("cluster_ca_file", "ca.pem")
                .systemProperty("skip_teardwn", "true")
                .systemProperty("user_home", "x")
                .read();
        assertThat(settings.warnings())
                .containsExactly(
                        "-Dcluster_password shows a secret in the process list; use environment CLUSTER_PASSWORD or a"
                                + " settings file",
                        "-Dskip_teardwn is not a setting; did you mean skip_teardown?",
                        "cluster_ca_file is not used while insecure_verify_skip is true");
    }
}
