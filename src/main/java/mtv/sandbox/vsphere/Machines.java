package mtv.sandbox.vsphere;

import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SimVm.PowerState;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The machines of the sandbox's vSphere at this moment. Every change is one atomic step; none takes time. */
final class Machines {

    private final Seed seed;
    private final Identities identities;
    private final Map<String, SimVm> vms = new LinkedHashMap<>();
    private final Map<String, Boolean> tools = new LinkedHashMap<>();

    Machines(Seed seed, Identities identities) {
        this.seed = seed;
        this.identities = identities;
        seed.vms().forEach(vm -> add(seed.machine(vm, identities), vm.tools()));
    }

    synchronized List<SimVm> all() {
        return List.copyOf(vms.values());
    }

    synchronized Optional<SimVm> find(String id) {
        return Optional.ofNullable(vms.get(id));
    }

    synchronized SimVm get(String id) {
        return find(id).orElseThrow(() -> VSphereException.noSuchVm(id));
    }

    /** Nothing happens to a machine that is gone by now. */
    synchronized void change(String id, UnaryOperator<SimVm> change) {
        vms.computeIfPresent(id, (same, vm) -> addressed(change.apply(vm)));
    }

    synchronized void remove(String id) {
        SimVm vm = get(id);
        require(vm, PowerState.poweredOff);
        vms.remove(id);
        tools.remove(id);
    }

    /** A full clone: the same hardware under a new identity, without snapshots, powered off. */
    synchronized SimVm copy(String sourceId, String name) {
        SimVm source = get(sourceId);
        if (vms.values().stream()
                .anyMatch(vm -> vm.name().equals(name) && vm.folder().equals(source.folder()))) {
            throw new VSphereException(VSphereException.Type.ALREADY_EXISTS, "The name '" + name + "' already exists.");
        }
        SimVm copy = source.with()
                .id(identities.vm())
                .name(name)
                .uuid(identities.uuid())
                .power(PowerState.poweredOff)
                .disks(disks(source.disks(), name))
                .nics(source.nics().stream()
                        .map(nic -> new SimVm.Nic(nic.deviceKey(), nic.order(), identities.mac(), nic.network(), null))
                        .toList())
                .snapshots(List.of())
                .template(false)
                .build();
        add(copy, tools.get(sourceId));
        return copy;
    }

    static void require(SimVm vm, PowerState power) {
        if (vm.power() != power) {
            throw new VSphereException(
                    VSphereException.Type.NOT_ALLOWED_IN_CURRENT_STATE,
                    "'" + vm.name() + "' is " + vm.power() + ", not " + power + ".");
        }
    }

    static <T> List<T> plus(Collection<T> list, T element) {
        List<T> all = new ArrayList<>(list);
        all.add(element);
        return List.copyOf(all);
    }

    private void add(SimVm vm, boolean toolsInstalled) {
        tools.put(vm.id(), toolsInstalled);
        vms.put(vm.id(), addressed(vm));
    }

    private List<SimVm.Disk> disks(List<SimVm.Disk> sources, String vmName) {
        List<SimVm.Disk> disks = new ArrayList<>();
        for (SimVm.Disk disk : sources) {
            disks.add(new SimVm.Disk(
                    disk.key(),
                    disk.controllerKey(),
                    disk.unitNumber(),
                    disk.bus(),
                    seed.file(disk.datastore(), vmName, disks.size()),
                    disk.datastore(),
                    disk.capacity(),
                    identities.diskSerial(),
                    disk.shared()));
        }
        return List.copyOf(disks);
    }

    /** A running guest tells its addresses by VMware Tools; any other tells none. */
    private SimVm addressed(SimVm vm) {
        boolean tells = vm.power() == PowerState.poweredOn && tools.get(vm.id());
        return vm.withNics(vm.nics().stream()
                .map(nic -> new SimVm.Nic(
                        nic.deviceKey(), nic.order(), nic.mac(), nic.network(), tells ? address(nic) : null))
                .toList());
    }

    /** One per MAC, in a subnet of the NIC's network. */
    private static String address(SimVm.Nic nic) {
        String[] mac = nic.mac().split(":");
        return String.format(
                Locale.ROOT,
                "10.%d.%d.%d",
                100 + Math.floorMod(nic.network().hashCode(), 100),
                Integer.parseInt(mac[4], 16),
                Integer.parseInt(mac[5], 16));
    }
}
