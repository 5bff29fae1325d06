package mtv.sandbox.forklift.phase;

import mtv.model.PipelineStep;
import mtv.sandbox.forklift.Samples;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.itinerary.SampleVmOptions;
import mtv.sandbox.forklift.itinerary.Step;
import mtv.sandbox.forklift.itinerary.VmOptions;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The pipeline of a VM follows its phases and errors. */
public class VmRunTest {

    private static final Instant NOW = Instant.parse("2031-03-04T10:00:00Z");

    private VmRun vm;

    @BeforeMethod
    public void begin() {
        VmOptions options = SampleVmOptions.vsphere(Samples.plan(), Samples.vm(), false);
        vm = new VmRun(null, options, VmRun.fresh(options, Optional.empty()), NOW);
    }

    @Test
    public void leavingTheLastPhaseOfAStepEndsTheStep() {
        vm.go(Phase.CreateDataVolumes);
        vm.advance();

        assertThat(vm.phase()).isEqualTo(Phase.CopyDisks);
        assertThat(vm.step(Step.Initialize))
                .get()
                .extracting(PipelineStep::phase)
                .isEqualTo("Completed");
        assertThat(vm.step(Step.DiskTransfer))
                .get()
                .extracting(PipelineStep::phase)
                .isEqualTo("Running");
    }

    @Test
    public void anErrorOfAStepIsAnErrorOfItsVm() {
        vm.go(Phase.ConvertGuest);
        vm.fail("no root found");
        vm.fail("no root found");
        vm.reflectPipeline();

        assertThat(vm.status().error().phase()).isEqualTo("ConvertGuest");
        assertThat(vm.status().error().reasons()).containsExactly("no root found");
        assertThat(vm.status().completed()).isNull();
    }

    @Test
    public void aVmIsCompletedWithItsLastStep() {
        for (Phase phase : vm.itinerary().phases()) {
            if (phase != Phase.Completed) {
                vm.go(phase);
                vm.advance();
            }
        }
        vm.reflectPipeline();

        assertThat(vm.phase()).isEqualTo(Phase.Completed);
        assertThat(vm.status().completed()).isEqualTo(NOW);
    }
}
