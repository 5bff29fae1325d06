package mtv.sandbox.mtv.run;

import mtv.model.PlanSpec;
import mtv.sandbox.mtv.build.SourceKind;
import mtv.sandbox.source.SimVm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What virt-v2v is told by its pod's environment: a row for each variable, and a row without a value is left out. */
enum Conversion {
    V2V_preserveStaticIPs(vm -> keepsAddresses(vm) ? "true" : ""),
    V2V_staticIPs(vm -> keepsAddresses(vm) ? addresses(vm) : ""),
    V2V_multipleIPsPerNic(vm -> severalAddresses(vm) ? "true" : ""),
    VIRTIO_WIN(vm -> legacyDrivers(vm) ? "/usr/local/virtio-win-legacy.iso" : ""),
    V2V_HOSTNAME(vm -> isVsphere(vm) && ran(vm) ? vm.source().name() : ""),
    V2V_NBDE_CLEVIS(vm -> text(vm.wish().nbdeClevis())),
    V2V_vmName(vm -> vm.source().name()),
    V2V_source(vm -> isVsphere(vm) ? "vSphere" : "ova"),
    V2V_diskPath(vm -> vm.source().file()),
    V2V_fingerprint(vm -> isVsphere(vm) ? vm.pass().source().getStatus().fingerprint() : ""),
    V2V_RootDisk(vm -> text(vm.wish().rootDisk())),
    /** Only of a VM that gets another name. */
    V2V_NewName(vm -> text(vm.status().newName())),
    V2V_xfsCompatibility(vm -> text(vm.pass().spec().xfsCompatibility())),
    V2V_waitForGuestReboot(vm -> text(vm.pass().settings().waitForGuestReboots())),
    LOCAL_MIGRATION(vm -> String.valueOf(vm.question().host())),
    TMPDIR(vm -> vm.pass().spec().conversionTempStorageClass() == null ? "" : "/var/tmp/virt-v2v"),
    /** CDI has copied the disks, so that only the guest is left to change. */
    V2V_inPlace(vm -> vm.route().is(Trait.V2V) ? "" : "1");

    private static final Pattern LEGACY_WINDOWS = Pattern.compile(
            "windows (xp|7|vista)|server 200[38]|winXPPro|winNet|winVista|longhorn|windows(7|Vista)",
            Pattern.CASE_INSENSITIVE);

    private final Function<VmRun, String> value;

    Conversion(Function<VmRun, String> value) {
        this.value = value;
    }

    static List<Map<String, String>> environment(VmRun vm) {
        List<Map<String, String>> environment = new ArrayList<>();
        for (Conversion variable : values()) {
            String text = variable.value.apply(vm);
            if (!text.isEmpty() && !text.equals("false") || variable == LOCAL_MIGRATION) {
                environment.add(Map.of("name", variable.name(), "value", text));
            }
        }
        return environment;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static boolean isVsphere(VmRun vm) {
        return vm.question().kind() == SourceKind.VSPHERE;
    }

    private static boolean keepsAddresses(VmRun vm) {
        return isVsphere(vm) && !Boolean.FALSE.equals(vm.question().plan().preserveStaticIPs());
    }

    private static boolean legacyDrivers(VmRun vm) {
        PlanSpec plan = vm.question().plan();
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
        return told(vm).filter(address -> "manual".equals(address.origin()));
    }

    /** The inventory keeps what the tools told last, before the VM was powered off. */
    private static Stream<SimVm.Address> told(VmRun vm) {
        return ran(vm) ? vm.source().addresses().stream() : Stream.empty();
    }

    private static boolean ran(VmRun vm) {
        return "On".equals(vm.status().restorePowerState()) && vm.source().tools() == SimVm.Tools.installed;
    }

    /** Of Windows only what was set by hand, of Linux everything; IPv4 comes first. */
    private static String addresses(VmRun vm) {
        List<String> all = (vm.source().windows() ? manual(vm) : told(vm))
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
                        all.stream().filter(line -> !isV6(line)), all.stream().filter(Conversion::isV6))
                .collect(Collectors.joining("_"));
    }

    private static boolean isV6(String line) {
        return line.substring(line.indexOf(":ip:") + 4, line.indexOf(',')).contains(":");
    }
}
