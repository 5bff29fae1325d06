package mtv.settings;

import mtv.Scratch;
import mtv.settings.input.SettingsException;
import mtv.settings.value.ClusterMode;
import mtv.settings.value.Secret;
import mtv.vm.SourceType;
import org.testng.annotations.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which keys make a run go to a real cluster or to the sandbox, and which keys each needs. */
public class ClusterChoiceTest {
    private static final Map<String, String> ANSWERS = Map.of(
            "cluster_host", "https://localhost:8443",
            "cluster_username", "kubeadmin",
            "cluster_password", "hidden",
            "source_provider", "sandbox-vsphere",
            "storage_class", "ceph",
            "remote_ocp_cluster", "localhost");
    private static final Map<String, Object> ENTRY = Map.of(
            "type",
            "vsphere",
            "api_url",
            "https://localhost:8989/sdk",
            "username",
            "admin",
            "password",
            "hidden",
            "ca_file",
            Scratch.caFile().toString());

    private static final Map<String, Map<String, Object>> ENTRIES =
            Map.of("sandbox-vsphere", ENTRY, "ova-sandbox", Map.of("type", "ova", "api_url", "nfs:/own"));

    @Test
    public void withoutAClusterKeyTheRunIsOnTheSandbox() {
        assertThat(new SettingsFixture()
                        .file("cluster_host=\nstorage_class=fast")
                        .read()
                        .isSandbox())
                .isTrue();
    }

    @Test
    public void withAllClusterKeysTheRunIsOnOpenShift() {
        Settings settings = new SettingsFixture().cluster().read();
        assertThat(settings.cluster().mode()).isEqualTo(ClusterMode.OPENSHIFT);
        assertThat(settings.cluster().hub().host()).contains("https://api.one.example:6443");
        assertThat(settings.cluster().hub().secret()).contains(new Secret("hidden"));
        assertThat(settings.source().entry().orElseThrow().url()).isEqualTo("https://vc.example/sdk");
        assertThat(settings.target().storageClass()).contains("fast");
    }

    @Test
    public void missingClusterKeysAreAProblem() {
        assertThat(new SettingsFixture()
                        .file("storage_class=fast\nsource_provider=vc")
                        .providers("{\"vc\": {\"type\": \"openshift\"}}")
                        .environment("CLUSTER_USERNAME", "me")
                        .problems())
                .containsExactly(
                        "cluster_host, cluster_password: missing for a run on OpenShift, which was asked for by"
                                + " cluster_username (environment CLUSTER_USERNAME); give -Dkey=value, environment KEY"
                                + " or a line in the settings file; or no cluster key at all, to run on the sandbox");
    }

    @Test
    public void clusterOpenshiftNeedsAllClusterKeys() {
        assertThat(new SettingsFixture().systemProperty("cluster", "openshift").problems())
                .containsExactly("cluster_host, cluster_username, cluster_password, source_provider, storage_class:"
                        + " missing for a run on OpenShift; give -Dkey=value, environment KEY or a line in the settings"
                        + " file; or no cluster key at all, to run on the sandbox");
    }

    @Test
    public void theSandboxGivesTheValuesThatNobodyGave() {
        Settings completed = new SettingsFixture()
                .file("remote_ocp_cluster=\nsource_provider=")
                .read()
                .completedBy(ANSWERS, ENTRIES);
        assertThat(completed.isSandbox()).isTrue();
        assertThat(completed.cluster().hub().host()).contains("https://localhost:8443");
        assertThat(completed.cluster().remoteOcpCluster()).isEqualTo("localhost");
        assertThat(completed.target().storageClass()).contains("ceph");
        assertThat(completed.source().entry().orElseThrow().key()).isEqualTo("sandbox-vsphere");
        assertThat(completed.shown()).containsEntry("cluster", "sandbox").containsEntry("storage_class", "ceph");
    }

    @Test
    public void aGivenValueWinsOverTheSandboxAlsoWhenItIsEmpty() {
        Settings completed = new SettingsFixture()
                .systemProperty("remote_ocp_cluster", "")
                .suite("storage_class", "mine")
                .read()
                .completedBy(ANSWERS, ENTRIES);
        assertThat(completed.cluster().remoteOcpCluster()).isEmpty();
        assertThat(completed.target().storageClass()).contains("mine");
    }

    @Test
    public void aGivenClusterKeyWinsInADeclaredSandbox() {
        Settings completed = new SettingsFixture()
                .systemProperty("cluster", "sandbox")
                .systemProperty("cluster_host", "https://elsewhere.example")
                .read()
                .completedBy(ANSWERS, ENTRIES);
        assertThat(completed.isSandbox()).isTrue();
        assertThat(completed.cluster().hub().host()).contains("https://elsewhere.example");
        assertThat(completed.cluster().hub().username()).contains("kubeadmin");
    }

    @Test
    public void aGivenSourceProviderComesFromTheFileInASandboxToo() {
        Settings completed = new SettingsFixture()
                .systemProperty("source_provider", "vc")
                .providers("{\"vc\": {\"type\": \"ova\", \"api_url\": \"nfs:/share\"}}")
                .read()
                .completedBy(ANSWERS, ENTRIES);
        assertThat(completed.source().entry().orElseThrow().type()).isEqualTo(SourceType.OVA);
    }

    @Test
    public void theSandboxHasASourceOfEachTypeWithoutAFile() {
        Settings completed = new SettingsFixture()
                .systemProperty("source_provider", "ova-sandbox")
                .read()
                .completedBy(ANSWERS, ENTRIES);
        assertThat(completed.source().entry().orElseThrow().url()).isEqualTo("nfs:/own");
    }

    @Test
    public void anEntryOfTheFileWinsOverTheSandboxsOwn() {
        Settings completed = new SettingsFixture()
                .systemProperty("source_provider", "ova-sandbox")
                .providers("{\"ova-sandbox\": {\"type\": \"ova\", \"api_url\": \"nfs:/mine\"}}")
                .read()
                .completedBy(ANSWERS, ENTRIES);
        assertThat(completed.source().entry().orElseThrow().url()).isEqualTo("nfs:/mine");
    }

    @Test
    public void aSourceThatTheSandboxDoesNotHaveIsReportedWithThoseThatItHas() {
        assertThat(new SettingsFixture()
                        .systemProperty("source_provider", "ovrt-sandbox")
                        .problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains("\"ovrt-sandbox\" is no source of the sandbox", "did you mean ovirt-sandbox?"));
    }

    @Test
    public void aKeyThatASandboxRunNeedsMustNotBeEmpty() {
        Settings settings =
                new SettingsFixture().systemProperty("storage_class", "").read();
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.completedBy(ANSWERS, ENTRIES))
                .withMessageContaining(
                        "-Dstorage_class: storage_class is empty; leave it out, and the sandbox answers for it");
    }
}
