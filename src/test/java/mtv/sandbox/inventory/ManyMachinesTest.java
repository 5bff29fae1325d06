package mtv.sandbox.inventory;

import mtv.Scratch;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import mtv.sandbox.sources.SimPlatform;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** An inventory of ten thousand VMs writes a VM as JSON again only when it has changed. */
public class ManyMachinesTest {

    @Test
    public void onlyTheChangedVmIsWrittenAnew() throws IOException {
        Path file = Scratch.file("inventory", ".json");
        Files.writeString(file, """
                {"random": 10000, "storages": [{"id": "datastore-1", "name": "s", "type": "NFS"}],
                 "hosts": [{"id": "host-1", "name": "h", "cluster": "c"}],
                 "networks": [{"id": "network-1", "name": "n"}],
                 "guests": {"a": {"id": "rhel9_64Guest", "name": "RHEL"}}}""");
        try (SandboxClock clock = new SandboxClock(1)) {
            SimPlatform platform =
                    new Platforms(clock, "AA", 1, "pw", Optional.of(file)).make(PlatformType.VSPHERE, "h");
            InventoryFormat shape = InventoryFormat.of(PlatformType.VSPHERE);
            InventorySnapshot first = new InventorySnapshot(shape, platform, "uid", Instant.EPOCH, Optional.empty());
            assertThat(first.list(InventoryFormat.VMS, Query.FULL)).hasSize(10_000);
            assertThat(first.again(platform, Instant.MAX)).contains(first);
            assertThat(first.at()).isEqualTo(Instant.MAX);
            platform.change(platform.vms().get(5).id(), vm -> vm.withMemoryMib(1));

            assertThat(first.again(platform, Instant.MAX)).isEmpty();
            InventorySnapshot second = new InventorySnapshot(shape, platform, "uid", Instant.EPOCH, Optional.of(first));
            List<JsonBytes> before = first.list(InventoryFormat.VMS, Query.FULL);
            List<JsonBytes> after = second.list(InventoryFormat.VMS, Query.FULL);
            assertThat(after).hasSize(10_000);
            assertThat(IntStream.range(0, after.size()).filter(vm -> after.get(vm) != before.get(vm)))
                    .as("the machines that are written anew")
                    .containsExactly(5);
            assertThat(after.get(5).tree().path("memoryMB").asInt()).isEqualTo(1);
        }
        Files.delete(file);
    }
}
