package mtv.settings;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Unusual spellings of hosts and users, and fields of providers that other suites have. */
public class UnusualEntriesTest {

    private static final String VC = "\"type\": \"vsphere\", \"username\": \"me\", \"password\": \"p\"";

    @Test
    public void fieldsOfOtherSuitesAreAcceptedAndNotUsed() {
        Settings settings = new SettingsFixture().cluster().providers("""
                        { # pragma
                          "$schema": "x", // ours
                          "vc": {"type": "vsphere", "api_url": "HTTPS://vcenter_1.example/sdk", "username": "a\\\\b",
                            "password": "p", /* secret */ "fqdn": "vcenter_1.example", "version": "8.0",
                            "vddk_init_image": null, "sdk_endpoint": "esxi", "copyoffload": {"datastore_id": "d-1"},
                            "guest_vm_linux_user": "root", "guest_vm_linux_password": "x",},
                        }
                        """).read();
        SourceProviderEntry entry = settings.source().entry().orElseThrow();
        assertThat(entry.sdkEndpoint()).contains("esxi");
        assertThat(entry.vddkInitImage()).isEmpty();
        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .endsWith(".providers.json:5: vc.copyoffload is not used by this suite");
        assertThat(entry(VC + ", \"api_url\": \"https://h/sdk\", \"sdk_endpoint\": \"hostd\""))
                .containsExactly(
                        ".providers.json:1: vc.sdk_endpoint: \"hostd\" is no endpoint that MTV knows; use vcenter"
                                + " or esxi");
        assertThat(entry(VC + ", \"api_url\": \"https://h/sdk\", \"guest_ssh_proxy\": \"socks5://h:1080\""))
                .containsExactly(
                        ".providers.json:1: vc.guest_ssh_proxy: \"socks5://h:1080\" is no SOCKS proxy; write its"
                                + " host and port, such as localhost:1080 for ssh -D 1080");
    }

    @DataProvider
    public Object[][] hosts() {
        return new Object[][] {
            {"api.ocp.example.com:6443", "https://api.ocp.example.com:6443"},
            {"HTTPS://API.Ocp_1.example.com:6443/", "https://api.ocp_1.example.com:6443"},
            {"https://[fd00::1]:6443", "https://[fd00::1]:6443"},
        };
    }

    @Test(dataProvider = "hosts")
    public void aHostMayBeWrittenInSeveralWays(String given, String host) {
        assertThat(new SettingsFixture()
                        .cluster()
                        .systemProperty("cluster_host", given)
                        .read()
                        .cluster()
                        .hub()
                        .host())
                .contains(host);
    }

    @DataProvider
    public Object[][] addressesWithSecrets() {
        return new Object[][] {
            {"https://user:hunter2@api.example:6443"},
            {"user:hunter2@api.example"},
            {"https://user:hunter2/@#?x@api.example"},
            {"ftp://user:hunter2://@api.example"},
        };
    }

    @Test(dataProvider = "addressesWithSecrets")
    public void aPasswordInAnAddressIsRefusedAndNeverShown(String address) {
        for (List<String> problems : List.of(
                new SettingsFixture()
                        .cluster()
                        .systemProperty("cluster_host", address)
                        .problems(),
                new SettingsFixture()
                        .cluster()
                        .systemProperty("remote_ocp_cluster", address)
                        .problems(),
                entry(VC + ", \"api_url\": \"" + address + "\""))) {
            assertThat(problems).isNotEmpty().noneMatch(problem -> problem.contains("hunter2"));
        }
    }

    @Test
    public void usersThatCannotLogInWithAPasswordAreReported() {
        assertThat(new SettingsFixture()
                        .cluster()
                        .systemProperty("cluster_username", "kube:admin")
                        .problems())
                .containsExactly(
                        "-Dcluster_username: cluster_username = \"kube:admin\" is not what is expected: the name"
                                + " of a user, without a colon, or empty; write kubeadmin: kube:admin is what"
                                + " OpenShift calls that user once it is in");
    }

    private static List<String> entry(String fields) {
        return new SettingsFixture()
                .systemProperty("source_provider", "vc")
                .providers("{\"vc\": {" + fields + "}}")
                .problems();
    }
}
