package mtv.sandbox.forklift;

import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source with an inventory on which no action is allowed. */
public record FakePlatform(List<SimVm> vms) implements SourcePlatform {

    @Override
    public PlatformType type() {
        return PlatformType.VSPHERE;
    }

    @Override
    public String url() {
        return "https://vc.example.test/sdk";
    }

    @Override
    public boolean accepts(Map<String, String> login) {
        return true;
    }

    @Override
    public String thumbprint() {
        return "AA:BB";
    }

    @Override
    public Optional<SimVm> vm(String id) {
        return vms.stream().filter(vm -> vm.id().equals(id)).findFirst();
    }

    @Override
    public Catalog catalog() {
        return new Catalog(
                List.of(new Catalog.Hypervisor("host-31", "esxi-01", "east", "", false, "green")),
                List.of(
                        new Catalog.Storage("datastore-7", "nfs-gold", "NFS", 1, 1),
                        new Catalog.Storage("datastore-8", "vmfs-silver", "VMFS", 1, 1)),
                List.of(
                        new Catalog.Network("network-11", "", "VM Network", ""),
                        new Catalog.Network("network-12", "", "Storage", "")),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    @Override
    public void powerOff(String vmId) {
        throw new AssertionError("looking at a source changes nothing there: " + vmId);
    }

    @Override
    public void powerOn(String vmId) {
        throw new AssertionError("looking at a source changes nothing there: " + vmId);
    }

    @Override
    public String createSnapshot(String vmId) {
        throw new AssertionError("looking at a source changes nothing there: " + vmId);
    }

    @Override
    public boolean snapshotReady(String vmId, String snapshotId) {
        throw new AssertionError("looking at a source changes nothing there: " + vmId);
    }

    @Override
    public void removeSnapshot(String vmId, String snapshotId) {
        throw new AssertionError("looking at a source changes nothing there: " + vmId);
    }

    @Override
    public void removeNic(String vmId) {
        throw new AssertionError("looking at a source changes nothing there: " + vmId);
    }
}
