package mtv.settings;

import mtv.settings.input.SettingsException;
import mtv.settings.value.Secret;
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
                new SettingsFixture().systemProperty("plan_wait_timeout", "abc"),
                "-Dplan_wait_timeout: plan_wait_timeout = \"abc\" is not what is expected: a whole number of seconds"
                        + " from 1 to 86400; correct it, or leave it out to get 3600"
            },
            {
                new SettingsFixture().environment("INSECURE_VERIFY_SKIP", "maybe"),
                "environment INSECURE_VERIFY_SKIP: insecure_verify_skip = \"maybe\" is not what is expected: true,"
                        + " false, yes, no, on, off, 1 or 0; correct it, or leave it out to get true"
            },
            {
                new SettingsFixture().file("# c\n\nplan_wait_timout=7"),
                "config/config.properties:3: unknown key plan_wait_timout; did you mean plan_wait_timeout?"
            },
            {
                new SettingsFixture().file("vm_name_search_pattern=("),
                "config/config.properties:1: vm_name_search_pattern = \"(\" is not what is expected: a regular"
                        + " expression, or empty; correct it, or leave it out"
            },
            {
                new SettingsFixture().suite("mtv_namespace", "${ns}"),
                "testng-remote.xml <suite>: mtv_namespace = \"${ns}\" is not what is expected: a DNS label (lower-case"
                        + " letters, digits and inner dashes, at most 63); ${...} is not replaced here: write the"
                        + " value itself"
            },
            {
                new SettingsFixture().systemProperty("config_file", "nowhere.properties"),
                "nowhere.properties: the settings file cannot be read; name a readable UTF-8 file with -Dconfig_file"
            },
            {
                new SettingsFixture()
                        .systemProperty("cluster_ca_file", "ca.pem")
                        .systemProperty("insecure_verify_skip", "no"),
                "-Dcluster_ca_file: cluster_ca_file: cannot read ca.pem; name a PEM file"
            },
        };
    }

    @DataProvider
    Object[][] mistakesAboutTheRemoteCluster() {
        return new Object[][] {
            {
                new SettingsFixture().cluster().environment("REMOTE_CLUSTER_TOKEN", "hidden"),
                "environment REMOTE_CLUSTER_TOKEN: remote_cluster_token is given, but no remote_cluster_host; name the"
                        + " remote cluster's API, or leave remote_cluster_token out"
            },
            {
                remote().systemProperty("remote_insecure_skip_verify", "true"),
                "-Dremote_cluster_host: remote_cluster_host has nobody to log in as; give remote_cluster_username and"
                        + " remote_cluster_password, or remote_cluster_token alone"
            },
            {
                remote().environment("REMOTE_CLUSTER_USERNAME", "me"),
                "-Dremote_cluster_host: remote_cluster_host has a login of remote_cluster_username; give"
                        + " remote_cluster_username and remote_cluster_password, or remote_cluster_token alone"
            },
            {
                remote().environment("REMOTE_CLUSTER_USERNAME", "me")
                        .environment("REMOTE_CLUSTER_PASSWORD", "hidden")
                        .environment("REMOTE_CLUSTER_TOKEN", "hidden"),
                "-Dremote_cluster_host: remote_cluster_host has a login of remote_cluster_username,"
                        + " remote_cluster_password, remote_cluster_token; give remote_cluster_username and"
                        + " remote_cluster_password, or remote_cluster_token alone"
            },
            {
                remote().environment("REMOTE_CLUSTER_TOKEN", "hidden")
                        .systemProperty("remote_cluster_host", "https://API.one.example:6443"),
                "-Dremote_cluster_host: remote_cluster_host is cluster_host; leave the remote_cluster keys out: remote"
                        + " migrations then go to MTV's own cluster, by its URL"
            },
            {
                remote().environment("REMOTE_CLUSTER_TOKEN", "hidden")
                        .systemProperty("remote_cluster_ca_file", "ca.pem")
                        .systemProperty("remote_insecure_skip_verify", "false"),
                "-Dremote_cluster_ca_file: remote_cluster_ca_file: cannot read ca.pem; name a PEM file"
            },
            {
                new SettingsFixture()
                        .systemProperty("remote_cluster_host", "https://api.two.example:6443")
                        .environment("REMOTE_CLUSTER_TOKEN", "hidden"),
                "cluster_host, cluster_username, cluster_password, source_provider, storage_class: missing for a run on"
                        + " OpenShift, which was asked for by remote_cluster_host (-Dremote_cluster_host); give"
                        + " -Dkey=value, environment KEY or a line in the settings file; or no cluster key at all, to"
                        + " run on the sandbox"
            },
        };
    }

    private static SettingsFixture remote() {
        return new SettingsFixture().cluster().systemProperty("remote_cluster_host", "https://api.two.example:6443");
    }

    @Test(dataProvider = "mistakesAboutTheRemoteCluster")
    public void aMistakeAboutTheRemoteClusterIsAnsweredInOneSentence(SettingsFixture given, String sentence) {
        assertThat(given.problems()).containsExactly(sentence);
    }

    @Test
    public void aCompleteRemoteClusterIsAccepted() {
        Settings settings = remote().environment("REMOTE_CLUSTER_TOKEN", "hidden")
                .write("ca.pem", "")
                .systemProperty("remote_cluster_ca_file", "ca.pem")
                .read();
        ClusterCredentials remote = settings.cluster().remote().orElseThrow();
        assertThat(remote.host()).contains("https://api.two.example:6443");
        assertThat(remote.login()).contains(new Login.Token(new Secret("hidden")));
        assertThat(remote.insecureSkipVerify()).isTrue();
        assertThat(remote.role().key("token")).isEqualTo("remote_cluster_token");
        assertThat(settings.warnings())
                .containsExactly(
                        "remote_cluster_ca_file is not used while remote_insecure_skip_verify is true",
                        "remote_ocp_cluster is empty, so the remote classes are skipped, remote_cluster_host or not");
    }

    @DataProvider
    Object[][] mistakesInSuites() {
        return new Object[][] {
            {
                new SettingsFixture().suite("numbr_of_vms", "2"),
                "testng-remote.xml <suite>: unknown parameter numbr_of_vms; did you mean number_of_vms?"
            },
            {
                new SettingsFixture().suite("destination", "moon"),
                "testng-remote.xml <suite>: destination = \"moon\" is not known; use one of: local, remote"
            },
            {
                new SettingsFixture().suite("cluster_password", "x"),
                "testng-remote.xml <suite>: cluster_password is secret, and suite files are reported; take it from the"
                        + " environment or from a settings file"
            },
            {
                new SettingsFixture().test("cold", Map.of("number_of_vms", "0")),
                "testng-remote.xml <test name=\"cold\">: number_of_vms = \"0\" is not what is expected: a whole number,"
                        + " at least 1; correct it, or leave it out to get 1"
            },
            {
                new SettingsFixture().test("cold", Map.of("storage_class", "x")),
                "testng-remote.xml <test name=\"cold\">: storage_class cannot differ between tests; put it on the"
                        + " <suite>"
            },
            {
                new SettingsFixture().systemProperty("class_plan_config", "x"),
                "-Dclass_plan_config: it would be the same for every <test>; write it into the suite file instead"
            },
        };
    }

    @Test(dataProvider = "mistakes")
    public void aMistakeIsAnsweredInOneSentence(SettingsFixture given, String sentence) {
        assertThat(given.problems()).containsExactly(sentence);
    }

    @Test(dataProvider = "mistakesInSuites")
    public void aMistakeInASuiteFileIsAnsweredInOneSentence(SettingsFixture given, String sentence) {
        assertThat(given.problems()).containsExactly(sentence);
    }

    @Test
    public void allAreReportedTogether() {
        SettingsFixture given = new SettingsFixture()
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
        SettingsFixture given = new SettingsFixture().cluster().suite("remote_cluster_token", "hidden");
        assertThat(given.problems()).hasSize(1).allMatch(problem -> !problem.contains("hidden"));
        assertThat(new Secret("hidden")).hasToString("***");
    }

    @Test
    public void probableMistakesAreWarnedAbout() {
        Settings settings = new SettingsFixture()
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
