package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;

import java.util.List;

/** Processors, memory, firmware and clock of a VM. */
public final class MachineChecks {

    private MachineChecks() {}

    public static List<Check<Comparison>> ofVm() {
        return List.of(
                new CpuCount(),
                new CpuSockets(),
                new CpuCores(),
                new CpuThreads(),
                new CpuModel(),
                new MemorySize(),
                new MemoryLimit(),
                new Hugepages(),
                new Bootloader(),
                new SecureBoot(),
                new SystemManagementMode(),
                new TrustedPlatform(),
                new MachineType(),
                new FirmwareUuid(),
                new FirmwareSerial(),
                new ClockOffset(),
                new InstanceType(),
                new Preference(),
                new BootOrder());
    }
}
