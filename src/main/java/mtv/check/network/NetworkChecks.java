package mtv.check.network;

import mtv.check.compare.CanonicalForm;
import mtv.check.compare.Check;
import mtv.check.compare.DevicePairs.Pair;
import mtv.check.compare.EqualFacts;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.Since;
import mtv.check.compare.VmFacts;
import mtv.check.compare.VmFacts.NicPair;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Optional;

/** NICs of a VM. */
public final class NetworkChecks {

    private static final List<String> POD = List.of("masquerade", "l2bridge");
    private static final List<String> BRIDGE = List.of("bridge");
    private static final List<String> PASS_THROUGH = List.of("sriov");

    private NetworkChecks() {}

    public static List<Check<VmFacts>> ofVm() {
        return List.of(
                new Check<>(
                        "nic-count",
                        "The number of NICs. One too many is as wrong as one that is missing.",
                        NetworkChecks::count),
                new Check<>(
                        "nic-mac",
                        "The MAC address of each NIC, which must occur exactly once. Addresses and licences are bound"
                                + " to MACs.",
                        NetworkChecks::macs,
                        "VirtualMachine:/spec/template/spec/domain/devices/interfaces/*/macAddress"),
                new Check<>(
                        "nic-order",
                        "The order of the NICs that are on both sides. Guests number their NICs by it.",
                        NetworkChecks::order),
                new Check<>(
                        "nic-network",
                        "The network of each NIC, with its namespace, by the NetworkMap. NICs are matched by their"
                                + " MACs, so that exchanged NICs are found.",
                        EqualFacts.ofEachNic("network", NetworkChecks::mappedNetwork, NetworkChecks::network),
                        "VirtualMachine:/spec/template/spec/networks/*/pod",
                        "VirtualMachine:/spec/template/spec/networks/*/multus/networkName"),
                new Check<>(
                        "nic-model",
                        "The model of each NIC, as MTV chooses it. A guest without the driver has no network.",
                        EqualFacts.ofEachNic(
                                "model", NetworkChecks::model, nic -> Fact.text(nic.model(), "interface's model")),
                        "VirtualMachine:/spec/template/spec/domain/devices/interfaces/*/model"),
                new Check<>(
                        "nic-binding",
                        "The binding of each NIC, which connects it to its network: masquerade or l2bridge on the pod"
                                + " network, sriov for a device of the host, else bridge. The binding of an OpenShift"
                                + " VM is kept.",
                        (vm, findings) -> vm.eachNic(findings, "binding", pair -> binding(pair, findings)),
                        "VirtualMachine:/spec/template/spec/domain/devices/interfaces/*/masquerade",
                        "VirtualMachine:/spec/template/spec/domain/devices/interfaces/*/bridge",
                        "VirtualMachine:/spec/template/spec/domain/devices/interfaces/*/sriov",
                        "VirtualMachine:/spec/template/spec/domain/devices/interfaces/*/binding/name"),
                new Check<>(
                        "nic-link",
                        "The state of each link: up, except for NICs that are not plugged in on the source. A guest"
                                + " with a link that is down has the NIC and no network.",
                        (vm, findings) -> vm.eachNic(findings, "link", pair -> link(pair, findings)),
                        "VirtualMachine:/spec/template/spec/domain/devices/interfaces/*/state"),
                new Check<>(
                        "nic-pci-address",
                        "The PCI address of each NIC, where the source tells one that MTV takes over. Guests name their"
                                + " NICs by it, and their settings go by the names.",
                        (vm, findings) -> vm.eachNic(findings, "PCI address", pair -> pciAddress(pair, findings)),
                        "VirtualMachine:/spec/template/spec/domain/devices/interfaces/*/pciAddress"));
    }

    private static void pciAddress(NicPair pair, Findings findings) {
        Fact<String> actual = pair.migrated().pciAddress();
        Optional<String> leftOut = Since.absent(pair.expected(), "nic-pci-address");
        boolean absent = !actual.isKnown() && !actual.unreadable();
        if (absent && leftOut.isPresent() && pair.expected().source() == SourceType.VSPHERE) {
            findings.notComparable(pair.property("PCI address"), leftOut.get());
        } else {
            findings.equal(pair.property("PCI address"), pair.source().pciAddress(), actual);
        }
    }

    private static void count(VmFacts vm, Findings findings) {
        int wanted = vm.wantedNics().size();
        int ignored = vm.source().nics().size() - wanted;
        findings.equal(
                "NIC count",
                ReportedValue.of(
                        wanted,
                        "nics of the source" + (ignored == 0 ? "" : " without " + ignored + " on ignored networks")),
                ReportedValue.of(vm.actual().nics().size(), "domain.devices.interfaces"));
    }

    private static void macs(VmFacts vm, Findings findings) {
        List<String> macs =
                vm.actual().nics().stream().map(DestinationVm.Nic::mac).toList();
        List<SourceVm.Nic> nics = vm.wantedNics();
        for (int i = 0; i < nics.size(); i++) {
            String mac = nics.get(i).mac();
            if (mac.isEmpty()) {
                findings.notComparable("NIC " + i + " MAC", "the source names none");
                continue;
            }
            List<String> found = macs.stream()
                    .filter(each -> CanonicalForm.mac(each).equals(CanonicalForm.mac(mac)))
                    .toList();
            String none = macs.isEmpty() ? "no NIC" : "only " + macs;
            findings.record(
                    found.size() == 1,
                    "NIC " + i + " MAC",
                    ReportedValue.of(mac, "mac of the source"),
                    ReportedValue.of(
                            found.isEmpty() ? none : found.size() == 1 ? found.get(0) : found.size() + " NICs with it",
                            "macAddress of the interfaces"));
        }
    }

    private static void order(VmFacts vm, Findings findings) {
        List<Pair<SourceVm.Nic, DestinationVm.Nic>> pairs = vm.nics().identified();
        if (pairs.size() < 2) {
            findings.notComparable("NIC order", "fewer than two NICs are known by their MACs on both sides");
            return;
        }
        List<String> expected =
                pairs.stream().map(pair -> pair.migrated().mac()).toList();
        List<String> actual = vm.actual().nics().stream()
                .filter(nic -> pairs.stream().anyMatch(pair -> pair.migrated() == nic))
                .map(DestinationVm.Nic::mac)
                .toList();
        findings.equal(
                "NIC order",
                ReportedValue.of(expected, "nics of the source"),
                ReportedValue.of(actual, "domain.devices.interfaces"));
    }

    private static Fact<String> mappedNetwork(NicPair pair) {
        String network = pair.expected().networks().get(pair.source().network());
        return Fact.of(network == null ? "a mapped network" : network, "NetworkMap");
    }

    private static Fact<String> network(DestinationVm.Nic nic) {
        return Fact.of(nic.network().isEmpty() ? "none" : nic.network(), "template.spec.networks");
    }

    private static Fact<String> model(NicPair pair) {
        return pair.expected().compatible()
                ? Fact.of("e1000e", "useCompatibilityMode of the Plan")
                : pair.source().model();
    }

    private static void binding(NicPair pair, Findings findings) {
        boolean pod = pair.migrated().network().equals("pod");
        Fact<String> kept = pair.source().binding();
        List<String> allowed =
                kept.isKnown() ? List.of(kept.get()) : pod ? POD : pair.source().passThrough() ? PASS_THROUGH : BRIDGE;
        String binding = pair.migrated().binding();
        findings.record(
                allowed.contains(binding),
                pair.property("binding"),
                ReportedValue.of(String.join(" or ", allowed), kept.isKnown() ? kept.origin() : "rule of MTV"),
                ReportedValue.of(binding.isEmpty() ? "none" : binding, "the interface"));
    }

    /** The property's name says when the source's NIC is unplugged: for oVirt its link is a known deviation. */
    private static void link(NicPair pair, Findings findings) {
        Fact<Boolean> connected = pair.source().connected();
        boolean up = connected.value().orElse(true);
        Optional<String> leftOut = Since.absent(pair.expected(), "nic-link");
        if (!up && leftOut.isPresent() && pair.migrated().up().value().orElse(false)) {
            findings.notComparable(pair.property("link stays unplugged"), leftOut.get());
            return;
        }
        findings.equal(
                pair.property(up ? "link" : "link stays unplugged"),
                Fact.of(up, connected.isKnown() ? connected.origin() + " of the source" : "rule of MTV"),
                pair.migrated().up(),
                isUp -> isUp ? "up" : "down");
    }
}
