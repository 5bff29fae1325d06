package mtv.sandbox.forklift.phase;

import mtv.model.PlanSpec;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.sources.SimVm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of virt-v2v for its source, one constant for each. A setting without a value is left out. */
enum VirtV2vSettings {
    V2V_preserveStaticIPs(vm -> keepsAddresses(vm) ? "true" : ""),
    V2V_staticIPs(vm -> keepsAddresses(vm) ? addresses(vm) : ""),
    V2V_multipleIPsPerNic(vm -> severalAddresses(vm) ? "true" : ""),
    VIRTIO_WIN(vm -> legacyDrivers(vm) ? "/usr/local/virtio-win-legacy.iso" : ""),
    /** The host name that the guest tools reported last. It stays after the VM is powered off. */
    V2V_HOSTNAME(vm -> isVsphere(vm) && vm.source().tools() != SimVm.Tools.notInstalled ? hostName(vm) : ""),
    V2V_NBDE_CLEVIS(vm -> isVsphere(vm) && Boolean.TRUE.equals(vm.status().nbdeClevis()) ? "true" : ""),
    V2V_vmName(vm -> vm.source().name()),
    V2V_libvirtURL(vm -> isVsphere(vm) ? LibvirtUrl.of(vm.context(), vm.source()) : ""),
    V2V_source(vm -> isVsphere(vm) ? "vSphere" : isHyperv(vm) ? "hyperv" : "ova"),
    V2V_diskPath(
            vm -> isHyperv(vm) ? share(vm) : isVsphere(vm) ? "" : vm.source().file()),
    V2V_firmware(vm -> isHyperv(vm) && vm.source().firmware().equals("efi") ? "uefi" : ""),
    V2V_fingerprint(vm -> isVsphere(vm) ? vm.context().source().getStatus().fingerprint() : ""),
    V2V_extra_args(vm -> isVsphere(vm) ? "[]" : ""),
    V2V_inspector_extra_args(vm -> isVsphere(vm) ? "[]" : ""),
    V2V_RootDisk(vm -> text(vm.status().rootDisk())),
    /** Set only for a VM that gets another name. */
    V2V_NewName(vm -> text(vm.status().newName()));

    private static final Pattern LEGACY_WINDOWS = Pattern.compile(
            "windows (xp|7|vista)|server 200[38]|winXPPro|winNet|winVista|longhorn|windows(7|Vista)",
            Pattern.CASE_INSENSITIVE);

    private final Function<VmRun, String> value;

    VirtV2vSettings(Function<VmRun, String> value) {
        this.value = value;
    }

    static Map<String, String> of(VmRun vm) {
        Map<String, String> settings = new TreeMap<>();
        for (VirtV2vSettings setting : values()) {
            String text = setting.value.apply(vm);
            if (text != null && !text.isEmpty()) {
                settings.put(setting.name(), text);
            }
        }
        return settings;
    }

    private static String hostName(VmRun vm) {
        Object reported = vm.source().shown().get("hostName");
        return reported == null ? vm.source().name() : reported.toString();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static boolean isVsphere(VmRun vm) {
        return vm.options().kind() == SourceKind.VSPHERE;
    }

    private static boolean isHyperv(VmRun vm) {
        return vm.options().kind() == SourceKind.HYPERV;
    }

    /** The disks' files where the share is mounted. */
    private static String share(VmRun vm) {
        return vm.source().disks().stream()
                .map(disk -> "/hyperv/" + vm.source().name() + "-" + (disk.unitNumber() + 1) + ".vhdx")
                .collect(Collectors.joining(","));
    }

    private static boolean keepsAddresses(VmRun vm) {
        return isVsphere(vm) && !Boolean.FALSE.equals(vm.options().plan().preserveStaticIPs());
    }

    private static boolean legacyDrivers(VmRun vm) {
        PlanSpec plan = vm.options().plan();
        boolean legacy = LEGACY_WINDOWS
                .matcher(vm.source().guestId() + " " + vm.source().guestName())
                .find();
        return isVsphere(vm) && (plan.installLegacyDrivers() == null ? legacy : plan.installLegacyDrivers());
    }

    private static boolean severalAddresses(VmRun vm) {
        List<String> macs = manual(vm).map(SimVm.Address::mac).toList();
        return isVsphere(vm)
                && vm.source().windows()
                && !legacyDrivers(vm)
                && macs.stream().distinct().count() < macs.size();
    }

    private static Stream<SimVm.Address> manual(VmRun vm) {
        return reported(vm).filter(address -> "manual".equals(address.origin()));
    }

    /** The addresses that the guest tools reported last, before the VM was powered off. */
    private static Stream<SimVm.Address> reported(VmRun vm) {
        return ran(vm) ? vm.source().addresses().stream() : Stream.empty();
    }

    private static boolean ran(VmRun vm) {
        return "On".equals(vm.status().restorePowerState()) && vm.source().tools() == SimVm.Tools.installed;
    }

    /** The addresses to keep: for Windows only manual ones, for Linux all. IPv4 comes first. */
    private static String addresses(VmRun vm) {
        List<String> all = (vm.source().windows() ? manual(vm) : reported(vm))
                .filter(address -> !address.ip().startsWith("fe80:"))
                .map(address -> "%s:ip:%s,%s,%d,%s"
                        .formatted(
                                address.mac(),
                                address.ip(),
                                text(address.gateway()),
                                address.prefix(),
                                String.join(",", address.dns())))
                .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                .toList();
        return Stream.concat(
                        all.stream().filter(line -> !isV6(line)), all.stream().filter(VirtV2vSettings::isV6))
                .collect(Collectors.joining("_"));
    }

    private static boolean isV6(String line) {
        return line.substring(line.indexOf(":ip:") + 4, line.indexOf(',')).contains(":");
    }
}
