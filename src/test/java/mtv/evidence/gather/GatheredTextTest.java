package mtv.evidence.gather;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of a must-gather lose what is secret, in whatever form it stands in them, and stay readable. */
public class GatheredTextTest {

    private static final String HIDDEN = "a value that is not shown";

    @DataProvider
    public Object[][] secrets() {
        return new Object[][] {
            {"s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata:\n  user: geheim\n"},
            {"s.yaml", "kind: Secret\nstringData: {anything: geheim}\n"},
            {"l.yaml", "kind: List\nitems:\n- kind: Secret\n  data: {cacert: geheim}\n"},
            {"two.yaml", "kind: Plan\n---\nkind: Secret\ndata: {url: geheim}\n"},
            {"s.json", "{\"kind\": \"Secret\", \"data\": {\"user\": \"geheim\"}}"},
            {"p.yml", "kind: Provider\nspec: {settings: {adminPassword: geheim}}\n"},
            {"v.yaml", "kind: VirtualMachine\nspec: {volumes: [{cloudInitNoCloud: {userData: 'chpasswd: geheim'}}]}\n"},
            {"e.yaml", "kind: Pod\nspec: {containers: [{env: [{name: API_TOKEN, value: geheim}]}]}\n"},
            {"a.yaml", "metadata: {annotations: {kubectl.kubernetes.io/last-applied-configuration: 'geheim'}}\n"},
        };
    }

    @Test(dataProvider = "secrets")
    public void objectsLoseTheirSecrets(String name, String text) {
        assertThat(shown(name, text)).get().asString().contains(HIDDEN).doesNotContain("geheim");
    }

    @Test
    public void theRestOfAnObjectStaysAsItIs() {
        assertThat(shown("p.yaml", "kind: Plan\nspec:\n  vms:\n  - name: web\n    id: vm-1\n  warm: false\n"))
                .get()
                .asString()
                .contains("kind: Plan", "name: web", "warm: false");
        assertThat(shown("p.json", "{\"kind\": \"Plan\"}")).get().asString().contains("\"kind\" : \"Plan\"");
    }

    @Test
    public void referencesToSecretsStay() {
        assertThat(shown("p.yaml", "kind: Provider\nspec: {secret: {name: of-vcenter, namespace: a}}\n"))
                .get()
                .asString()
                .contains("of-vcenter");
    }

    @Test
    public void linesOfLogsLoseWhatTheyAssign() {
        assertThat(shown("current.log", "ok\nAuthorization: Bearer geheim\n{\"token\":\"geheim\"}\n"))
                .hasValue("ok\nAuthorization: Bearer (not shown)\n{\"token\":\"(not shown)\"}\n");
    }

    /** The scripts write what {@code oc} says into the file, whatever it says. */
    @Test
    public void anErrorWhereAnObjectWasExpectedIsKept() {
        String error = "Error from server (NotFound): plans.forklift.konveyor.io \"p\" not found\n";
        assertThat(shown("p.yaml", error)).hasValue(error);
    }

    @DataProvider
    public Object[][] unreadable() {
        return new Object[][] {
            {"s.yaml", "kind: Secret\ndata: {user: geheim\n  broken"},
            {"s.json", "{\"kind\": \"Secret\", \"data\": {\"user\": \"geheim\""},
            {"l.yaml", "kind: SecretList\nitems: [{data: geheim\n"},
        };
    }

    @Test(dataProvider = "unreadable")
    public void aSecretThatCannotBeReadIsLeftOut(String name, String text) {
        assertThat(shown(name, text)).isEmpty();
    }

    @Test
    public void whatIsNoTextIsLeftOut() {
        assertThat(GatheredText.withoutSecrets("a.log", new byte[] {'a', 0})).isEmpty();
        assertThat(GatheredText.withoutSecrets("a.yaml", new byte[] {(byte) 0xFF}))
                .isEmpty();
    }

    private static Optional<String> shown(String name, String text) {
        return GatheredText.withoutSecrets(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
