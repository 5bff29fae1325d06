package mtv.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.model.MapPair;
import mtv.model.NetworkDestination;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanVmBuilder;
import mtv.model.ProviderPair;
import mtv.model.SourceRef;
import mtv.model.StorageDestination;
import mtv.model.StoragePair;
import mtv.model.TargetPowerState;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioBuilder;
import mtv.settings.CaFile;
import mtv.settings.SourceProviderEntry;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks what the suite sends against the product's own schemas, more strictly than the product: no unknown field. */
public class CrdContractTest {

    /** The product's CRDs, kept outside of this repository. */
    private static final Path CRDS = Path.of("..", "shared", "crds", "forklift");

    private static final Place PLACE = new Place("auto-mtv-abcde", "mtv-abcde");
    private static final ProviderPair ENDS =
            new ProviderPair(new ObjectRef("source", "auto-mtv-abcde"), new ObjectRef("destination", "auto-mtv-abcde"));
    private static final SourceProviderEntry VSPHERE = SourceProviderEntry.of(
            "vc",
            Map.of(
                    "type",
                    "vsphere",
                    "version",
                    "8.0.3",
                    "api_url",
                    "https://vc.example.test/sdk",
                    "username",
                    "u",
                    "password",
                    "p",
                    "vddk_init_image",
                    "registry.example.test/vddk:8"));

    @DataProvider
    public Object[][] sent() {
        Secret token = ProviderTemplates.tokenSecret(
                PLACE, "secret", new mtv.settings.value.Secret("sha256~abc"), true, Optional.empty());
        Plan plan = plan();
        return new Object[][] {
            {"providers", ProviderTemplates.localDestination(PLACE, "local")},
            {"providers", ProviderTemplates.remoteDestination(PLACE, "remote", "https://api.example.test:6443", token)},
            {"providers", ProviderTemplates.source(PLACE.named("source"), VSPHERE, VSPHERE.url(), token)},
            {
                "storagemaps",
                MapTemplates.storageMap(
                        PLACE,
                        "sm",
                        ENDS,
                        List.of(new StoragePair(SourceRef.byId("datastore-1"), new StorageDestination("fast"))))
            },
            {
                "networkmaps",
                MapTemplates.networkMap(
                        PLACE,
                        "nm",
                        ENDS,
                        List.of(
                                new NetworkPair(NetworkSource.byId("network-1"), NetworkDestination.pod()),
                                new NetworkPair(
                                        NetworkSource.byId("network-2"), NetworkDestination.multus("ns", "br"))))
            },
            {"plans", plan},
            {
                "hooks",
                PlanTemplates.hook(
                        PLACE, "hook", new Scenario.HookChoice("PreHook", "runner", Optional.of("- hosts: all")))
            },
            {"migrations", PlanTemplates.migration(PLACE, "cold", plan, Optional.empty())},
            {"migrations", PlanTemplates.migration(PLACE, "warm", plan, Optional.of(Instant.EPOCH))},
        };
    }

    private static Plan plan() {
        Scenario scenario = ScenarioBuilder.builder()
                .name("s")
                .vms(List.of())
                .warm(true)
                .preserveStaticIps(true)
                .pvcNameTemplate(Optional.of("{{.VmName}}"))
                .pvcNameTemplateUseGenerateName(Optional.of(false))
                .target(new Scenario.Target(
                        Map.of("team", "a"),
                        Map.of("zone", "b"),
                        Optional.of(new AffinityBuilder()
                                .withNewPodAffinity()
                                .endPodAffinity()
                                .build())))
                .build();
        MapPair maps = new MapPair(new ObjectRef("nm", "ns"), new ObjectRef("sm", "ns"));
        return PlanTemplates.plan(
                PLACE,
                "plan",
                scenario,
                new PlanTemplates.Ends(ENDS, maps, "target"),
                List.of(PlanVmBuilder.builder()
                        .id("vm-1")
                        .name("web")
                        .targetPowerState(TargetPowerState.ON)
                        .build()));
    }

    /** The longest name of a network device in Linux. */
    @Test
    public void bridgesHaveDifferentNamesThatLinuxAccepts() {
        Place place = new Place("ns", "mtv-abcde");
        Set<String> devices = Stream.of(
                        "mtv-abcde-test-cold-remote-ocp-1-net-1", "mtv-abcde-test-cold-remote-ocp-1-net-2")
                .map(name -> MapTemplates.bridge(place, name).<String>get("spec", "config"))
                .map(config -> config.replaceAll(".*\"bridge\":\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
        assertThat(devices).hasSize(2).allSatisfy(device -> assertThat(device).hasSizeLessThanOrEqualTo(15));
    }

    @Test(dataProvider = "sent")
    public void everyObjectFitsTheProductsSchema(String crd, HasMetadata object) throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        JsonNode schema = schema(crd, serialization);
        JsonNode sent = serialization.convertValue(object, JsonNode.class);

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(sent))
                .as("%s", sent)
                .isEmpty();
    }

    @Test
    public void aSecretHasTheKeysThatMtvReads() {
        Secret secret = ProviderTemplates.tokenSecret(
                PLACE, "secret", new mtv.settings.value.Secret("sha256~abc"), true, Optional.empty());
        assertThat(secret.getStringData())
                .containsExactlyInAnyOrderEntriesOf(Map.of("token", "sha256~abc", "insecureSkipVerify", "true"));
        assertThat(secret.getMetadata().getLabels()).containsEntry("createdForProviderType", "openshift");

        Secret source = ProviderTemplates.sourceSecret(
                PLACE, "source", VSPHERE, false, Optional.of(new CaFile(Path.of("ca.pem"), "PEM", List.of())));
        assertThat(source.getStringData())
                .containsOnlyKeys("url", "user", "password", "insecureSkipVerify", "cacert")
                .containsEntry("insecureSkipVerify", "false");
    }

    private static JsonNode schema(String crd, KubernetesSerialization serialization) throws IOException {
        Path file = CRDS.resolve(crd + ".yaml");
        if (!Files.exists(file)) {
            throw new SkipException("the product's CRDs are not beside this repository (" + CRDS + ")");
        }
        JsonNode root = serialization.unmarshal(Files.readString(file), JsonNode.class);
        JsonNode schema = root.at("/spec/versions/0/schema/openAPIV3Schema");
        forbidUnknown(schema);
        return schema;
    }

    /** Kubernetes' own keywords mean nothing to a JSON schema. */
    private static void forbidUnknown(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.properties().removeIf(keyword -> keyword.getKey().startsWith("x-kubernetes-"));
        }
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(CrdContractTest::forbidUnknown);
    }
}
