package mtv.templates;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import mtv.model.Provider;
import mtv.settings.SourceProviderEntry;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The Provider that is made of an entry of the providers file. */
public class ProviderTemplatesTest {

    @DataProvider
    public Object[][] settings() {
        return new Object[][] {
            {Map.of(), null},
            {Map.of("sdk_endpoint", "esxi"), Map.of("sdkEndpoint", "esxi")},
            {Map.of("sdk_endpoint", "vcenter"), Map.of("sdkEndpoint", "vcenter")},
            {
                Map.of("sdk_endpoint", "esxi", "vddk_init_image", "registry/vddk:8"),
                Map.of("sdkEndpoint", "esxi", "vddkInitImage", "registry/vddk:8")
            },
        };
    }

    @Test(dataProvider = "settings")
    public void theEndpointOfAVSphereSourceIsASettingOfItsProvider(
            Map<String, Object> given, Map<String, String> settings) {
        Map<String, Object> fields = new HashMap<>(given);
        fields.put("type", "vsphere");
        fields.put("api_url", "https://esxi.example/sdk");
        fields.put("username", "root");
        fields.put("password", "secret");

        Place place = new Place("run", "mtv-abcde");
        Provider provider = ProviderTemplates.source(
                place.named("source"),
                SourceProviderEntry.of("esxi", fields),
                "https://esxi.example/sdk",
                new SecretBuilder().withMetadata(place.named("source")).build());

        assertThat(provider.getSpec().settings()).isEqualTo(settings);
        assertThat(provider.getMetadata().getAnnotations().isEmpty()).isEqualTo(given.containsKey("vddk_init_image"));
    }
}
