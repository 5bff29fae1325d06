package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.OpenShift;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.tls.Certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.awaitility.Awaitility.await;

/** A sandbox with the VMs of the recordings, and with the objects that all cases need. */
final class ReplaySandbox implements AutoCloseable {

    private static final String FIRST_PROVIDER = "P00";
    private static final Map<String, String> TABLES =
            Map.of("VM", "vms", "DATASTORE", "datastores", "NETWORK", "networks", "HOST", "hosts");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final ClusterUnderTest target;
    private final RecordingPlaceholders names = new RecordingPlaceholders();
    private final CasePlayer player;
    private final CaseReplay replay;

    public ReplaySandbox(Recordings recordings, double scale) {
        sandbox = Sandbox.start(new SandboxConfig(scale, 1, Set.of(), Optional.empty(), Optional.of(machines()), 1, 0));
        OpenShift hub = sandbox.clusters().get(0);
        target = new ClusterUnderTest(hub, "openshift-mtv");
        values(hub);
        player = new CasePlayer(target, names, recordings.byId());
        replay = new CaseReplay(player, new CaseReplay.Pace(scale, Duration.ofMillis(800), Duration.ofSeconds(20)));
        for (String name : List.of("NAMESPACE", "OTHER_NAMESPACE")) {
            ObjectNode namespace = JsonNodeFactory.instance.objectNode().put("kind", "Namespace");
            namespace.putObject("metadata").put("name", names.get(name));
            target.create(namespace, target.token());
        }
        player.act(recordings.byId().get(FIRST_PROVIDER));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(this::knowsTheSource);
    }

    private static Path machines() {
        try {
            return Path.of(ReplaySandbox.class.getResource("machines.json").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void values(OpenShift hub) {
        Map<String, Object> source = sandbox.providerEntry();
        String url = source.get("api_url").toString();
        names.put("NAMESPACE", "real-run");
        names.put("OTHER_NAMESPACE", "real-else");
        names.put("MTV_NAMESPACE", "openshift-mtv");
        names.put("API_URL", target.url());
        names.put("TOKEN", target.token());
        names.put("SOURCE_URL", url);
        names.put("SOURCE_BASE", url.replaceAll("/sdk$", ""));
        names.put("SOURCE_HTTP_URL", url.replace("https:", "http:"));
        names.put("SOURCE_USER", source.get("username").toString());
        names.put("SOURCE_PASSWORD", source.get("password").toString());
        names.put("STORAGE_CLASS", "ocs-storagecluster-ceph-rbd-virtualization");
        try {
            names.put(
                    "SOURCE_CA", Files.readString(Path.of(source.get("ca_file").toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.put("API_CA", hub.caPem());
        names.put("DEVELOPER_TOKEN", hub.token(OpenShift.DEVELOPER));
        names.put("OTHER_CA", Certificate.loopback().pem());
    }

    /** Whether the inventory shows the VMs of the source, whose ids become placeholders. */
    private boolean knowsTheSource() {
        ClusterUnderTest.Answer providers = target.inventory("/providers/vsphere");
        for (JsonNode provider : providers.body()) {
            if (provider.path("name").asText().equals("src")) {
                String root = "/providers/vsphere/" + provider.path("uid").asText() + "/";
                return TABLES.entrySet().stream().allMatch(table -> isRead(table.getKey(), root + table.getValue()));
            }
        }
        return false;
    }

    private boolean isRead(String table, String path) {
        ClusterUnderTest.Answer rows = target.inventory(path);
        for (JsonNode row : rows.body()) {
            String name = row.path("name").asText();
            names.put(table + ":" + name, row.path("id").asText());
            if (table.equals("VM")) {
                names.put("MAC:" + name, row.at("/nics/0/mac").asText());
            }
        }
        return rows.code() == 200 && !rows.body().isEmpty();
    }

    Map<String, JsonNode> play(Recordings.Group group, CaseReplay.Expectation expectation) {
        if (!group.name().equals("runs")) {
            return replay.of(group.cases(), expectation);
        }
        return MigrationReplay.play(
                replay,
                player,
                group.cases(),
                new MigrationReplay.Setup(
                        fault -> sandbox.faults().arm(fault), Duration.ofSeconds(60), Duration.ofSeconds(1)));
    }

    Map<String, String> skipped() {
        return player.skipped();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
