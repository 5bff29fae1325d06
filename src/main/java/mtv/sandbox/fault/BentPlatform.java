package mtv.sandbox.fault;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.source.Catalog;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source as MTV meets it: it sees other machines than there are, and what it asks for is refused or not done. A call
 * is an operation on {@code machines}, such as {@code powerOff machines}.
 *
 * @param provider names of the Provider
 * @param sights what may be seen otherwise
 */
record BentPlatform(SourcePlatform real, Faults faults, List<String> provider, List<Writing.Candidate> sights)
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
        return real.accepts(login);
    }

    @Override
    public String thumbprint() {
        return real.thumbprint();
    }

    @Override
    public Catalog catalog() {
        return real.catalog();
    }

    @Override
    public List<SimVm> vms() {
        List<SimVm> there = real.vms();
        Set<String> ids = there.stream().map(SimVm::id).collect(Collectors.toSet());
        return Stream.concat(
                        there.stream().flatMap(vm -> see(vm).stream()),
                        remembered().filter(vm -> !ids.contains(vm.id())).filter(this::haunts))
                .toList();
    }

    @Override
    public Optional<SimVm> vm(String id) {
        Optional<SimVm> there = real.vm(id);
        return there.isPresent()
                ? there.flatMap(this::see)
                : remembered()
                        .filter(vm -> vm.id().equals(id))
                        .filter(this::haunts)
                        .findFirst();
    }

    private Stream<SimVm> remembered() {
        return faults.remembered(url());
    }

    private boolean haunts(SimVm gone) {
        return sights(gone).anyMatch(Deed.Sight::ghost);
    }

    private Optional<SimVm> see(SimVm vm) {
        SimVm seen = vm;
        for (Deed.Sight sight : sights(vm).toList()) {
            if (sight.missing()) {
                return Optional.empty();
            }
            SimVm first = faults.remember(url(), vm);
            if (sight.stale()) {
                // how it runs is asked of the VM itself
                seen = first.withPower(vm.power()).withSnapshots(vm.snapshots());
            }
            if (sight.edit() != null) {
                ObjectNode json = JSON.valueToTree(seen);
                Tree.of(json).edit(sight.edit());
                seen = JSON.convertValue(json, SimVm.class);
            }
        }
        return Optional.of(seen);
    }

    private Stream<Deed.Sight> sights(SimVm vm) {
        Set<String> names = sights.isEmpty() ? Set.of() : names(vm);
        return sights.stream()
                .filter(each -> each.armed().covers(names))
                .filter(each -> each.armed().strikes(each.deed(), vm.name()))
                .map(each -> each.deed().sight());
    }

    private Set<String> names(SimVm vm) {
        Set<String> names = new LinkedHashSet<>(provider);
        names.addAll(List.of(vm.name(), vm.id(), vm.file()));
        return names;
    }

    @Override
    public void powerOff(String vmId) {
        if (happens("powerOff", vmId)) {
            real.powerOff(vmId);
        }
    }

    @Override
    public void stop(String vmId) {
        real.stop(vmId);
    }

    @Override
    public void powerOn(String vmId) {
        if (happens("powerOn", vmId)) {
            real.powerOn(vmId);
        }
    }

    @Override
    public String createSnapshot(String vmId) {
        return happens("createSnapshot", vmId) ? real.createSnapshot(vmId) : "";
    }

    @Override
    public boolean snapshotReady(String vmId, String snapshotId) {
        return real.snapshotReady(vmId, snapshotId);
    }

    @Override
    public void removeSnapshot(String vmId, String snapshotId) {
        if (happens("removeSnapshot", vmId)) {
            real.removeSnapshot(vmId, snapshotId);
        }
    }

    private boolean happens(String call, String vmId) {
        return real.vm(vmId)
                .map(vm -> faults.happens(new Operation(call, "machines", "mtv"), names(vm), vm.name()))
                .orElse(true);
    }
}
