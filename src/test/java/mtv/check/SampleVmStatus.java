package mtv.check;

import mtv.check.compare.GuestCommands;
import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.PipelineTask;
import mtv.model.PipelineTaskBuilder;
import mtv.model.Progress;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.vm.DestinationVm;

import java.util.List;
import java.util.Map;

/** The status that MTV records of the sample VM, and the answers of its guest. */
final class SampleVmStatus {

    /** Of the sample's disks, in MiB; the second one is a byte larger. */
    private static final List<Integer> DISKS = List.of(10240, 5120);

    private SampleVmStatus() {}

    /** Of a cold migration to a remote cluster. */
    static VmStatus cold() {
        return VmStatusBuilder.builder()
                .id("vm-1")
                .name("web")
                .newName("web")
                .pipeline(List.of(
                        step("Initialize", 0),
                        step("DiskTransfer", 2),
                        step("ImageConversion", 0),
                        step("VirtualMachineCreation", 0)))
                .build();
    }

    static PipelineStep step(String name, int tasks) {
        return PipelineStepBuilder.builder()
                .name(name)
                .tasks(
                        tasks == 0
                                ? null
                                : DISKS.subList(0, tasks).stream()
                                        .map(SampleVmStatus::task)
                                        .toList())
                .build();
    }

    /** Of a disk of so many MiB that is copied. */
    static PipelineTask task(int mib) {
        return PipelineTaskBuilder.builder()
                .name("disk")
                .progress(new Progress(mib, mib))
                .build();
    }

    /** Of somebody whom the guest tells what he asks. */
    static DestinationVm.Visit visit() {
        return DestinationVm.Visit.letIn(
                "root",
                SampleVm.told("b-1"),
                Map.of(
                        GuestCommands.ROUTES,
                        "default via 192.0.2.254 dev eth0",
                        GuestCommands.ROUTES_6,
                        "default via 2001:db8::fe dev eth0",
                        GuestCommands.NAME_SERVERS,
                        "# by hand\nnameserver 192.0.2.53",
                        "cat /root/marker",
                        "made on the source: 42"));
    }
}
