package mtv.sandbox.mtv;

import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A source that stands still: inventory without any action. */
public record FakePlatform(List<SimVm> vms) implements SourcePlatform {

    @Override
    public URI sdkUrl() {
        return URI.create("https://vc.example.test/sdk");
    }

    @Override
    public boolean accepts(String user, String password) {
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
    public List<Network> networks() {
        return List.of(new Network("network-11", "VM Network"), new Network("network-12", "Storage"));
    }

    @Override
    public List<Datastore> datastores() {
        return List.of(
                new Datastore("datastore-7", "nfs-gold", "NFS", 1, 1),
                new Datastore("datastore-8", "vmfs-silver", "VMFS", 1, 1));
    }

    @Override
    public List<Host> hosts() {
        return List.of(new Host("host-31", "esxi-01", "east"));
    }

    @Override
    public void shutDownGuest(String vmId) {
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
}
