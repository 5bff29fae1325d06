package mtv.sandbox.sources;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.faults.Operation;
import mtv.sandbox.faults.Sight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A source as MTV meets it: faults show it other VMs than there are, and refuse or ignore its calls. A call is an
 * operation of its own name on {@code machines}, such as {@code powerOff machines}; one that names no VM of the
 * platform is an operation on {@code sessions}.
 *
 * @param provider names of the Provider
 * @param met VMs that a fault has changed, by their ids, as they were before the first time
 */
record FaultyPlatform(SourcePlatform real, Faults faults, List<String> provider, Map<String, SimVm> met)
        implements SourcePlatform {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Override
    public PlatformType type() {
        return real.type();
    }

    @Override
    public String url() {
        return real.url();
    }

    @Override
    public boolean accepts(Map<String, String> login) {
        return happens("accepts", Optional.empty()) && real.accepts(login);
    }

    @Override
    public String thumbprint() {
        return real.thumbprint();
    }

    @Override
    public List<SimVm> vms() {
        return faults.changesSights()
                ? Stream.concat(real.vms().stream().flatMap(vm -> see(vm).stream()), ghosts())
                        .toList()
                : real.vms();
    }

    @Override
    public Optional<SimVm> vm(String id) {
        Optional<SimVm> there = real.vm(id);
        return there.isPresent()
                ? there.flatMap(this::see)
                : ghosts().filter(vm -> vm.id().equals(id)).findFirst();
    }

    @Override
    public Catalog catalog() {
        return real.catalog();
    }

    @Override
    public void powerOff(String vmId) {
        if (happens("powerOff", real.vm(vmId))) {
            real.powerOff(vmId);
        }
    }

    @Override
    public void stop(String vmId) {
        if (happens("stop", real.vm(vmId))) {
            real.stop(vmId);
        }
    }

    @Override
    public void powerOn(String vmId) {
        if (happens("powerOn", real.vm(vmId))) {
            real.powerOn(vmId);
        }
    }

    @Override
    public String filesAt(String snapshotId) {
        return real.filesAt(snapshotId);
    }

    @Override
    public String createSnapshot(String vmId) {
        return happens("createSnapshot", real.vm(vmId)) ? real.createSnapshot(vmId) : "";
    }

    @Override
    public boolean snapshotReady(String vmId, String snapshotId) {
        return happens("snapshotReady", real.vm(vmId)) && real.snapshotReady(vmId, snapshotId);
    }

    @Override
    public void removeNic(String vmId) {
        real.removeNic(vmId);
    }

    @Override
    public void removeSnapshot(String vmId, String snapshotId) {
        if (happens("removeSnapshot", real.vm(vmId))) {
            real.removeSnapshot(vmId, snapshotId);
        }
    }

    @Override
    public void onChange(Runnable listener) {
        real.onChange(listener);
    }

    private boolean happens(String call, Optional<SimVm> vm) {
        Collection<String> names = vm.map(this::names).orElse(provider);
        return faults.happens(
                new Operation(call, vm.isPresent() ? "machines" : "sessions", "mtv"),
                names,
                vm.map(SimVm::name).orElse(provider.get(0)));
    }

    private Stream<SimVm> ghosts() {
        return met.values().stream()
                .filter(vm -> real.vm(vm.id()).isEmpty())
                .filter(gone -> sights(gone).stream().anyMatch(Sight::ghost));
    }

    private Optional<SimVm> see(SimVm vm) {
        List<Sight> sights = sights(vm);
        if (sights.isEmpty()) {
            return Optional.of(vm);
        }
        met.putIfAbsent(vm.id(), vm);
        if (sights.stream().anyMatch(Sight::missing)) {
            return Optional.empty();
        }
        ObjectNode seen = JSON.valueToTree(vm);
        sights.forEach(sight -> sight.apply(seen));
        return Optional.of(JSON.convertValue(seen, SimVm.class));
    }

    private List<Sight> sights(SimVm vm) {
        return faults.sights(names(vm), vm.name());
    }

    private List<String> names(SimVm vm) {
        List<String> names = new ArrayList<>(provider);
        names.addAll(List.of(vm.name(), vm.id(), vm.file()));
        return names;
    }
}
