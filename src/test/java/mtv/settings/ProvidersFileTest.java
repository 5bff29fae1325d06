package mtv.settings;

import mtv.settings.SourceProviderEntry.OpenStackScope;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsException;
import mtv.settings.value.Secret;
import mtv.vm.SourceType;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Source providers: the example of every type, and the sentence that answers each mistake. */
public class ProvidersFileTest {
    private static final Path EXAMPLE = Path.of("config", "providers.example.json");

    @Test
    public void theExampleHasAValidEntryOfEveryType() {
        Problems problems = new Problems();
        ProvidersFile file = ProvidersFile.read(EXAMPLE, problems).orElseThrow();
        assertThat(List.of(
                        "vsphere-8.0.3", "ovirt-4.5", "openstack-2025.1", "ova-nfs", "hyperv-2022", "openshift-4.20"))
                .extracting(key -> file.select(key, problems).orElseThrow().type())
                .containsExactly(SourceType.values());
        assertThat(problems.list()).isEmpty();
    }

    @Test
    public void anEntryIsTyped() {
        SourceProviderEntry entry = ProvidersFile.read(EXAMPLE, new Problems())
                .flatMap(file -> file.select("openstack-2025.1", new Problems()))
                .orElseThrow();
        assertThat(entry.openStack())
                .contains(new OpenStackScope(
                        "Default", "regionOne", "mtv", Optional.of("default"), Optional.of("default")));
        assertThat(entry.login()).contains(new Credentials("mtv", new Secret("change-me")));
        assertThat(entry.linuxGuests()).isPresent();
        assertThat(entry.windowsGuests()).isEmpty();
        assertThat(entry.caFile()).contains(Path.of("keystone-ca.pem"));
        assertThat(entry.toString()).doesNotContain("change-me");
    }

    @Test
    public void theExampleHasNoRealHostOrSecret() throws Exception {
        assertThat(Files.readAllLines(EXAMPLE).stream().filter(line -> line.contains("password\"")))
                .allMatch(line -> line.contains("\"change-me\"") || line.contains("\"\""));
    }

    @DataProvider
    Object[][] mistakes() {
        return new Object[][] {
            {
                new SettingsFixture().providers("[]"),
                ".providers.json:1: expected an object of source providers; see" + " config/providers.example.json"
            },
            {
                new SettingsFixture().providers("{\"vc\": {\n  \"type\": vsphere}}"),
                ".providers.json:2:11: malformed JSON:"
                        + " Unrecognized token 'vsphere': was expecting (JSON String, Number, Array, Object or token"
                        + " 'null', 'true' or 'false'); correct the file"
            },
            {
                vc("{}").systemProperty("source_provider", "other"),
                ".providers.json:1: there is no source provider"
                        + " \"other\"; add it, or set source_provider to one of: vc"
            },
            {
                new SettingsFixture().systemProperty("source_provider", "vc"),
                ".providers.json: there is no such file; create it," + " or name another one with providers_file"
            },
            {
                new SettingsFixture().systemProperty("providers_file", "mine.json"),
                "mine.json: there is no such file; create it," + " or name another one with providers_file"
            },
        };
    }

    @DataProvider
    Object[][] mistakesInEntries() {
        return new Object[][] {
            {
                vc("{\n\"type\": \"xen\"}"),
                ".providers.json:2: vc.type: \"xen\" is not a source type; use one of:"
                        + " vsphere, ovirt, openstack, ova, hyperv, openshift"
            },
            {
                vc("{\n\"type\": \"ec2\"}"),
                ".providers.json:2: vc.type: this suite migrates from no ec2, though MTV may; use one of:"
                        + " vsphere, ovirt, openstack, ova, hyperv, openshift"
            },
            {
                vc("{\"type\": \"hyperv\", \"api_url\": \"h\", \"username\": \"a\", \"password\": \"b\",\n"
                        + "\"smb_url\": \"C:/VMs\"}"),
                ".providers.json:2: vc.smb_url: \"C:/VMs\" is no share; expected such as //host.example/share"
            },
            {
                vc("{\"type\": \"hyperv\", \"api_url\": \"h\", \"username\": \"a\", \"password\": \"b\",\n"
                        + "\"smb_url\": \"//h/s\", \"management_type\": \"single\"}"),
                ".providers.json:2: vc.management_type: \"single\" is none that MTV knows; use standalone or cluster"
            },
            {
                vc("{\"type\": \"hyperv\", \"api_url\": \"h/x\", \"username\": \"a\", \"password\": \"b\","
                        + " \"smb_url\": \"//h/s\"}"),
                ".providers.json:1: vc.api_url: \"h/x\" is no address of such a source; expected the address of a"
                        + " Hyper-V host such as host.example"
            },
            {
                vc("{\"type\": \"ova\",\n\"api_url\": \"nfs:/x\",\n\"user\": \"me\"}"),
                ".providers.json:3: vc.user:"
                        + " unknown field for a source of type ova; use one of: type, api_url, username, password,"
                        + " version, fqdn, guest_vm_linux_user, guest_vm_linux_password, ca_file"
            },
            {
                vc("{\"type\": \"vsphere\",\"api_url\": \"https://x/sdk\",\"username\": \"me\"}"),
                ".providers.json:1:" + " vc.password: missing for a source of type vsphere; add it"
            },
            {
                vc("{\"type\": \"openshift\", \"version\": 4.2}"),
                ".providers.json:1: vc.version: expected a text; put it" + " in quotes"
            },
            {
                vc("{\"type\": \"ova\", \"api_url\": \"https://x\"}"),
                ".providers.json:1: vc.api_url: \"https://x\" is no"
                        + " address of such a source; expected an NFS share such as server:/export"
            },
            {
                vc("{\"type\": \"ovirt\", \"api_url\": \"x/api\", \"username\": \"a\", \"password\": \"b\"}"),
                ".providers.json:1: vc.api_url: \"x/api\" is no address of such a source; expected a URL such as"
                        + " https://host.example/sdk"
            },
        };
    }

    private static SettingsFixture vc(String entry) {
        return new SettingsFixture().systemProperty("source_provider", "vc").providers("{\"vc\": " + entry + "}");
    }

    @Test(dataProvider = "mistakes")
    public void aMistakeIsAnsweredInOneSentence(SettingsFixture given, String sentence) {
        assertThat(given.problems()).containsExactly(sentence);
    }

    @Test(dataProvider = "mistakesInEntries")
    public void aMistakeInAnEntryIsAnsweredInOneSentence(SettingsFixture given, String sentence) {
        assertThat(given.problems()).containsExactly(sentence);
    }

    @Test
    public void mistakesInOtherEntriesAreIgnored() {
        SettingsFixture given = new SettingsFixture()
                .systemProperty("source_provider", "mine")
                .providers("{\"mine\": {\"type\": \"openshift\"}, \"theirs\": {\"copyoffload\": {}}}");
        assertThat(given.problems()).isEmpty();
    }

    @Test
    public void theSandboxsEntryIsCheckedByTheSameRules() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SourceProviderEntry.of("own", Map.of("type", "vsphere", "api_url", "https://x")))
                .withMessageContaining("own.username: missing for a source of type vsphere")
                .withMessageContaining("own.password: missing for a source of type vsphere");
    }

    @Test
    public void aSourceThatIsVerifiedNeedsCertificates() {
        String sound =
                "\"type\": \"vsphere\", \"api_url\": \"https://x/sdk\", \"username\": \"me\", \"password\": \"p\"";
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> verified("{" + sound + "}"))
                .withMessageContaining("source provider \"vc\" has no ca_file")
                .withMessageContaining("source_provider_insecure_skip_verify=true");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> verified("{" + sound + ", \"ca_file\": \"/no/such.pem\"}"))
                .withMessageContaining("cannot read ca_file /no/such.pem");
    }

    private static void verified(String entry) {
        new SettingsFixture()
                .cluster()
                .systemProperty("source_provider_insecure_skip_verify", "false")
                .providers("{\"vc\": " + entry + "}")
                .read();
    }
}
