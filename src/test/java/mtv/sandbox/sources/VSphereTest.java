package mtv.sandbox.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import mtv.sandbox.SourceServers;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.http.Https;
import mtv.sandbox.sources.SimVm.PowerState;
import mtv.sandbox.tls.Certificate;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The simulated vSphere, through its REST API and through its class. */
public class VSphereTest {

    private final Vertx vertx = Vertx.vertx();
    private final SandboxClock clock = new SandboxClock(1000);
    private final Certificate certificate = Certificate.loopback();
    private final SourceServers sources = SourceServers.start(vertx, certificate, platforms(7));
    private final SimPlatform platform = sources.platform(PlatformType.VSPHERE);
    private final Https https = new Https(certificate);
    private String session;

    @BeforeClass
    public void signIn() throws IOException {
        session = json(https.call(
                        "POST",
                        URI.create(platform.url()).resolve("/api/session"),
                        "",
                        "Authorization",
                        basic("secret")))
                .asText();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        sources.close();
        clock.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    public void theSameSeedGivesTheSameVms() {
        SimPlatform same = platforms(7).make(PlatformType.VSPHERE, "h");
        SimPlatform other = platforms(8).make(PlatformType.VSPHERE, "h");
        assertThat(same.vms()).hasSameSizeAs(other.vms());
        assertThat(same.vms().get(0).uuid())
                .isEqualTo(named(platform, "mtv-tests-rhel8").uuid());
        assertThat(other.vms().get(0).uuid()).isNotEqualTo(same.vms().get(0).uuid());
    }

    @Test
    public void vmsDifferInHardware() {
        List<SimVm> vms = platform.vms();
        assertThat(vms).extracting(SimVm::firmware).contains("bios", "efi");
        assertThat(vms).extracting(SimVm::power).contains(PowerState.values());
        assertThat(vms).extracting(vm -> vm.disks().size()).contains(1, 2, 3, 4);
        assertThat(vms).extracting(vm -> vm.nics().size()).contains(1, 2, 3, 4);
        assertThat(vms).extracting(SimVm::windows).contains(true, false);
        assertThat(vms).flatExtracting(SimVm::nics).extracting(SimVm.Nic::mac).doesNotHaveDuplicates();
        assertThat(named(platform, "DB_Main_4x4").disks())
                .extracting(SimVm.Disk::file)
                .startsWith("[nfs-gold] DB_Main_4x4/DB_Main_4x4.vmdk", "[vmfs-silver] DB_Main_4x4/DB_Main_4x4_1.vmdk");
    }

    @Test
    public void aWrongPasswordOpensNoSession() throws IOException {
        HttpResponse<String> answer = https.call(
                "POST", URI.create(platform.url()).resolve("/api/session"), "", "Authorization", basic("wrong"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("error_type").asText()).isEqualTo("UNAUTHENTICATED");
        assertThat(https.call("GET", URI.create(platform.url()).resolve("/api/vcenter/vm"), "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    public void aCloneHasTheSameHardwareAndNewNames() throws IOException {
        SimVm source = named(platform, "mtv-rhel8-warm-2disks2nics");
        String id = cloneOf(source, "copy-1");
        SimVm copy = platform.vm(id).orElseThrow();
        assertThat(copy.power()).isEqualTo(PowerState.poweredOff);
        assertThat(copy.cpus()).isEqualTo(source.cpus());
        assertThat(copy.disks())
                .extracting(SimVm.Disk::file)
                .containsExactly("[nfs-gold] copy-1/copy-1.vmdk", "[vmfs-silver] copy-1/copy-1_1.vmdk");
        assertThat(copy.nics())
                .extracting(SimVm.Nic::mac)
                .doesNotContainAnyElementsOf(
                        source.nics().stream().map(SimVm.Nic::mac).toList());
        JsonNode again =
                json(call("POST", "?action=clone", "{\"source\":\"" + source.id() + "\",\"name\":\"copy-1\"}"));
        assertThat(again.path("error_type").asText()).isEqualTo("ALREADY_EXISTS");
        assertThat(json(call("GET", "?names=copy-1", "")).get(0).path("vm").asText())
                .isEqualTo(id);
    }

    @Test
    public void aRunningVmIsNotDeleted() throws IOException {
        String id = cloneOf(named(platform, "mtv-tests-rhel8"), "copy-2");
        assertThat(call("POST", "/" + id + "/power?action=start", "").statusCode())
                .isEqualTo(204);
        assertThat(json(call("GET", "/" + id + "/power", "")).path("state").asText())
                .isEqualTo("POWERED_ON");
        assertThat(platform.vm(id).orElseThrow().toolsRunning()).isTrue();
        assertThat(json(call("DELETE", "/" + id, "")).path("error_type").asText())
                .isEqualTo("NOT_ALLOWED_IN_CURRENT_STATE");
        assertThat(json(call("POST", "/" + id + "/power?action=start", ""))
                        .path("error_type")
                        .asText())
                .isEqualTo("ALREADY_IN_DESIRED_STATE");
        assertThat(call("POST", "/" + id + "/power?action=stop", "").statusCode())
                .isEqualTo(204);
        assertThat(platform.vm(id).orElseThrow().power()).isEqualTo(PowerState.poweredOff);
        assertThat(call("DELETE", "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(call("GET", "/" + id + "/power", "").statusCode()).isEqualTo(404);
    }

    @Test
    public void aGuestWithoutToolsDoesNotShutDown() {
        SimVm deaf = named(platform, "ubuntu-no-tools");
        SimVm hearing = named(platform, "mtv-tests-rhel8");
        platform.powerOff(deaf.id());
        platform.powerOff(hearing.id());
        new SandboxTime(clock)
                .until(
                        "the guest has shut down",
                        () -> platform.vm(hearing.id()).orElseThrow(),
                        vm -> vm.power() == PowerState.poweredOff);
        assertThat(platform.vm(deaf.id()).orElseThrow().power()).isEqualTo(PowerState.poweredOn);
    }

    @Test
    public void snapshotsTakeTime() {
        String vm = named(platform, "mtv-rhel8-warm-sanity").id();
        SandboxTime time = new SandboxTime(clock);
        SandboxClock.Hold now = clock.hold();
        String snapshot = platform.createSnapshot(vm);
        assertThat(platform.snapshotReady(vm, snapshot)).isFalse();
        now.close();
        time.until("the snapshot is ready", () -> platform.snapshotReady(vm, snapshot));
        platform.removeSnapshot(vm, snapshot);
        time.until(
                "the snapshot is removed", () -> platform.vm(vm).orElseThrow().snapshots(), List::isEmpty);
    }

    private Platforms platforms(long seed) {
        return new Platforms(clock, certificate.thumbprint(), seed, "secret", Optional.empty());
    }

    private static SimVm named(SimPlatform platform, String name) {
        return platform.vms().stream()
                .filter(vm -> vm.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String cloneOf(SimVm source, String name) throws IOException {
        return json(call("POST", "?action=clone", "{\"source\":\"" + source.id() + "\",\"name\":\"" + name + "\"}"))
                .asText();
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return https.call(
                method,
                URI.create(platform.url()).resolve("/api/vcenter/vm" + path),
                body,
                "vmware-api-session-id",
                session);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static String basic(String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(("administrator@vsphere.local:" + password).getBytes(StandardCharsets.UTF_8));
    }
}
