package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Watches of the inventory over a WebSocket, as MTV's own clients read them. */
public class InventoryWatchesTest {

    private static final int STARTED = 0;
    private static final int PARITY = 1;
    private static final int END = 4;
    private static final int CREATED = 0x10;
    private static final int UPDATED = 0x20;
    private static final int DELETED = 0x40;

    private InventoryBed bed;

    @BeforeClass
    public void start() {
        bed = new InventoryBed();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        bed.close();
    }

    @DataProvider
    public Object[][] types() {
        return Stream.of(PlatformType.VSPHERE, PlatformType.OVIRT, PlatformType.OPENSTACK, PlatformType.OVA)
                .map(type -> new Object[] {type})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "types")
    public void aWatchReportsAllObjectsAndThenChanges(PlatformType type) throws Exception {
        SimPlatform platform = bed.sources.platform(type);
        String path = "/providers/" + type.id() + "/uid-" + type.id() + "/vms";
        try (Client client = new Client(path, "snapshot")) {
            JsonNode started = client.next(STARTED);
            assertThat(started.path("ID").asInt()).isPositive();
            assertThat(started.fieldNames())
                    .toIterable()
                    .containsExactly("ID", "Labels", "Action", "Resource", "Updated");
            List<JsonNode> shown = bed.json(path + "?detail=all").valueStream().toList();
            for (JsonNode vm : shown) {
                JsonNode created = client.next(CREATED);
                assertThat(created.path("Resource")).isEqualTo(vm);
                assertThat(created.path("Updated").isNull()).isTrue();
            }
            client.next(PARITY);

            SimVm first = platform.vms().get(0);
            platform.change(first.id(), vm -> vm.withName("renamed"));
            JsonNode updated = client.next(UPDATED);
            assertThat(updated.at("/Resource/name").asText()).isEqualTo(first.name());
            assertThat(updated.at("/Updated/name").asText()).isEqualTo("renamed");
            if (type == PlatformType.OVA) {
                assertThat(updated.at("/Updated/revisionValidated").asInt())
                        .as("the product shows it at the level below only")
                        .isZero();
                return;
            }
            assertThat(updated.at("/Updated/revisionValidated").asInt()).isEqualTo(first.revision());
            JsonNode validated = client.next(UPDATED);
            assertThat(validated.at("/Updated/revisionValidated").asInt()).isEqualTo(first.revision() + 1);
            assertThat(validated.path("ID").asInt())
                    .isGreaterThan(updated.path("ID").asInt());
        }
    }

    @Test
    public void aWatchReportsNewAndDeletedVms() throws Exception {
        SimPlatform vsphere = bed.sources.platform(PlatformType.VSPHERE);
        try (Client client = new Client("/providers/vsphere/uid-vsphere/vms", "")) {
            client.next(STARTED);
            client.next(PARITY);
            CompletableFuture<SimVm> copied = new CompletableFuture<>();
            vsphere.cloneVm(vsphere.vms().get(1).id(), "followed", copied::complete);
            JsonNode created = client.next(CREATED);
            assertThat(created.at("/Resource/name").asText()).isEqualTo("followed");
            assertThat(client.next(UPDATED).at("/Updated/revisionValidated").asInt())
                    .isEqualTo(1);
            vsphere.delete(
                    copied.get(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES).id());
            assertThat(client.next(DELETED).at("/Resource/id")).isEqualTo(created.at("/Resource/id"));
        }
    }

    @Test
    public void aFrameOfTheClientEndsAWatch() throws Exception {
        for (String frame : List.of("{\"Action\": 4}", "no frame")) {
            try (Client client = new Client("/providers/ova/uid-ova/networks", "")) {
                client.next(STARTED);
                client.next(PARITY);
                client.socket.writeTextMessage(frame);
                client.next(END);
                client.closed.get(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
            }
        }
    }

    @Test
    public void watchesEndWhenAnInventoryIsLoadedAnew() throws Exception {
        String url = bed.sources.platform(PlatformType.OVIRT).url();
        bed.state.complete(InventoryBed.provider("ovirt", "uid-replaced", url));
        try (Client client = new Client("/providers/ovirt/uid-replaced/hosts", "")) {
            client.next(STARTED);
            client.next(PARITY);
            bed.state.loading(InventoryBed.provider("ovirt", "uid-replaced", url));
            client.next(END);
            client.closed.get(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
        }
        bed.state.gone("uid-replaced");
    }

    @Test
    public void aWatchIsRefusedLikeAList() {
        assertThat(refusal("/providers/openshift/uid-o/vms", bed.token)).isEqualTo(501);
        assertThat(refusal("/providers/vsphere/uid-vsphere/unknown", bed.token)).isEqualTo(404);
        assertThat(refusal("/providers/vsphere/uid-vsphere/vms", "no-token")).isEqualTo(401);
        assertThat(bed.https
                        .call(
                                "GET",
                                bed.inventory.url().resolve("/providers/ova/uid-ova/vms"),
                                "",
                                "Authorization",
                                "Bearer " + bed.token,
                                "X-Watch",
                                "snapshot")
                        .statusCode())
                .as("no upgrade to a WebSocket")
                .isEqualTo(400);
    }

    private int refusal(String path, String token) {
        int[] status = {0};
        assertThatThrownBy(() -> connect(path, "", token, socket -> {}))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(UpgradeRejectedException.class, refused -> status[0] = refused.getStatus());
        return status[0];
    }

    private WebSocket connect(String path, String how, String token, java.util.function.Consumer<WebSocket> early) {
        return bed.api
                .vertx()
                .createWebSocketClient(new WebSocketClientOptions()
                        .setSsl(true)
                        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(bed.certificate.pem()))))
                .connect(new WebSocketConnectOptions()
                        .setHost("localhost")
                        .setPort(bed.inventory.url().getPort())
                        .setURI(path)
                        .addHeader("Authorization", "Bearer " + token)
                        .addHeader("X-Watch", how))
                .onSuccess(early::accept)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** A watch and its frames, in the order in which they came. */
    private final class Client implements AutoCloseable {

        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final WebSocket socket;

        Client(String path, String how) {
            socket = connect(path, how, bed.token, open -> {
                open.textMessageHandler(frames::add);
                open.closeHandler(closed::complete);
            });
        }

        JsonNode next(int action) throws IOException, InterruptedException {
            String frame = frames.poll(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES);
            assertThat(frame).as("a frame of action " + action).isNotNull();
            JsonNode json = JsonMapper.builder().build().readTree(frame);
            assertThat(json.path("Action").asInt()).as(frame).isEqualTo(action);
            return json;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
