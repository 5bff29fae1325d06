package mtv.sandbox.source;

import mtv.sandbox.source.SimVm.PowerState;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The machines of one platform at this moment. Every change is one atomic step; none takes time. */
final class Machines {

    private final Identities identities;
    private final Assembly assembly;
    private final Map<String, SimVm> vms = new LinkedHashMap<>();

    Machines(Seed seed, Identities identities, long random) {
        this.identities = identities;
        this.assembly = new Assembly(seed, identities);
        Stream.concat(seed.vms().stream(), Generator.machines(seed, random)).forEach(vm -> add(assembly.machine(vm)));
    }

    synchronized List<SimVm> all() {
        return List.copyOf(vms.values());
    }

    synchronized Optional<SimVm> find(String id) {
        return Optional.ofNullable(vms.get(id));
    }

    synchronized SimVm get(String id) {
        return find(id).orElseThrow(() -> SourceException.noSuchVm(id));
    }

    /** Nothing happens to a machine that is gone by now. */
    synchronized void change(String id, UnaryOperator<SimVm> change) {
        vms.computeIfPresent(id, (same, vm) -> change.apply(vm).withRevision(vm.revision() + 1));
    }

    synchronized void remove(String id) {
        SimVm vm = get(id);
        if (vm.power() != PowerState.poweredOff) {
            throw new SourceException(
                    SourceException.Type.NOT_ALLOWED_IN_CURRENT_STATE,
                    "'" + vm.name() + "' is " + vm.power() + ", not powered off.");
        }
        vms.remove(id);
    }

    /** A full clone: the same hardware under a new identity, without snapshots, powered off. */
    synchronized SimVm copy(String sourceId, String name) {
        SimVm source = get(sourceId);
        if (vms.values().stream()
                .anyMatch(vm -> vm.name().equals(name) && vm.folder().equals(source.folder()))) {
            throw new SourceException(SourceException.Type.ALREADY_EXISTS, "The name '" + name + "' already exists.");
        }
        Map<String, String> macs = new LinkedHashMap<>();
        source.nics().forEach(nic -> macs.put(nic.mac(), identities.mac()));
        SimVm copy = source.with()
                .id(identities.vm())
                .name(name)
                .uuid(identities.uuid())
                .power(PowerState.poweredOff)
                .disks(disks(source.disks(), name))
                .nics(source.nics().stream()
                        .map(nic -> nic.withMac(macs.get(nic.mac())))
                        .toList())
                .addresses(source.addresses().stream()
                        .map(address -> Assembly.on(macs.get(address.mac()), address))
                        .toList())
                .snapshots(List.of())
                .template(false)
                .revision(1)
                .build();
        add(copy);
        return copy;
    }

    static <T> List<T> plus(Collection<T> list, T element) {
        List<T> all = new ArrayList<>(list);
        all.add(element);
        return List.copyOf(all);
    }

    private void add(SimVm vm) {
        vms.put(vm.id(), vm);
    }

    private List<SimVm.Disk> disks(List<SimVm.Disk> sources, String vmName) {
        List<SimVm.Disk> disks = new ArrayList<>();
        for (SimVm.Disk disk : sources) {
            disks.add(disk.with(copy -> copy.id(identities.device(disk.key()))
                    .file(assembly.file(disk.storage(), vmName, disks.size()))
                    .serial(identities.diskSerial())));
        }
        return List.copyOf(disks);
    }
}
