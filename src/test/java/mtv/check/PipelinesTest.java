package mtv.check;

import mtv.check.compare.ExpectedVm;
import mtv.check.compare.Finding;
import mtv.check.compare.VmFacts;
import mtv.model.MigrationType;
import mtv.model.VmStatus;
import mtv.vm.SourceType;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static mtv.check.SampleVm.asked;
import static mtv.check.SampleVm.recording;
import static mtv.check.SampleVmStatus.step;
import static org.assertj.core.api.Assertions.assertThat;

/** The steps that MTV lists, by source, mode and destination. */
public class PipelinesTest {

    private static final String WARM_STEPS =
            "Initialize PreHook PreflightInspection DiskTransfer Cutover ImageConversion"
                    + " VirtualMachineCreation PostHook";

    @DataProvider
    public Object[][] pipelines() {
        return new Object[][] {
            {"vsphere, remote", e(x -> x), "Initialize DiskTransfer ImageConversion VirtualMachineCreation"},
            {
                "with a guest that reboots",
                e(x -> x),
                "Initialize DiskTransfer ImageConversion VirtualMachineCreation WaitForGuestReboots"
            },
            {
                "local",
                e(x -> x.withLocal(true)),
                "Initialize DiskAllocation ImageConversion DiskTransferV2v VirtualMachineCreation"
            },
            {
                "local, without shared disks",
                e(x -> x.withLocal(true).withPlan(x.plan().withMigrateSharedDisks(false))),
                "Initialize DiskTransfer ImageConversion VirtualMachineCreation"
            },
            {
                "raw copy",
                e(x -> x.withLocal(true).withPlan(x.plan().withSkipGuestConversion(true))),
                "Initialize DiskTransfer VirtualMachineCreation"
            },
            {
                "warm, with hooks",
                e(x -> x.withLocal(true)
                        .withPlan(x.plan().withType(MigrationType.WARM))
                        .withVm(x.vm().withHooks(RecordChecksTest.HOOKS))),
                WARM_STEPS
            },
            {
                "ova",
                e(x -> x.withSource(SourceType.OVA)),
                "Initialize DiskAllocation ImageConversion DiskTransferV2v VirtualMachineCreation"
            },
            {
                "ovirt, warm",
                e(x -> x.withSource(SourceType.OVIRT).withPlan(x.plan().withWarm(true))),
                "Initialize DiskTransfer Cutover VirtualMachineCreation"
            },
            {"ovirt", e(x -> x.withSource(SourceType.OVIRT)), "Initialize DiskTransfer VirtualMachineCreation"},
            {
                "openstack",
                e(x -> x.withSource(SourceType.OPENSTACK)),
                "Initialize DiskTransfer ConvertOpenstackSnapshot VirtualMachineCreation"
            },
            {"openshift", e(x -> x.withSource(SourceType.OPENSHIFT)), "Initialize DiskTransfer VirtualMachineCreation"},
        };
    }

    private static UnaryOperator<ExpectedVm> e(UnaryOperator<ExpectedVm> change) {
        return change;
    }

    @Test(dataProvider = "pipelines")
    public void thePipelineIsThatOfItsKind(String kind, UnaryOperator<ExpectedVm> change, String steps) {
        List<String> names = List.of(steps.split(" "));
        assertThat(listed(asked(change).withRecorded(pipeline(names)))).as(kind).isEmpty();
        List<String> less = names.subList(1, names.size());
        assertThat(listed(asked(change).withRecorded(pipeline(less))))
                .as("%s without its first step", kind)
                .singleElement()
                .satisfies(found -> assertThat(found.actual().text()).isEqualTo(less.toString()));
    }

    private static VmStatus pipeline(List<String> names) {
        return SampleVmStatus.cold()
                .withPipeline(names.stream().map(name -> step(name, 2)).toList());
    }

    private static List<Finding> listed(VmFacts vm) {
        return CheckRunner.differences(vm).stream()
                .filter(found -> found.check().equals("steps-listed"))
                .toList();
    }

    @Test
    public void aStepThatNobodyAskedForIsADifference() {
        assertThat(listed(recording(r ->
                        r.withPipeline(Stream.concat(r.pipeline().stream(), Stream.of(step("PostHook", 0)))
                                .toList()))))
                .singleElement()
                .hasToString("web: steps expected [Initialize, DiskTransfer, ImageConversion, VirtualMachineCreation]"
                        + " (pipelines of MTV), but was [Initialize, DiskTransfer, ImageConversion,"
                        + " VirtualMachineCreation, PostHook] (pipeline of the VM in the Migration)");
    }
}
