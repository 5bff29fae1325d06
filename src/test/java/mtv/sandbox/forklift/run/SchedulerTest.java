package mtv.sandbox.forklift.run;

import mtv.model.VmStatus;
import mtv.sandbox.forklift.Samples;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.itinerary.SampleVmOptions;
import mtv.sandbox.forklift.phase.VmRun;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** How many transfers run on a host at the same time. */
public class SchedulerTest {

    private static final Instant NOW = Instant.parse("2031-03-04T10:00:00Z");

    @Test
    public void cdiTakesOneSlotPerDiskAndVirtV2vOnePerVm() {
        Scheduler scheduler = new Scheduler(true, 20);
        assertThat(scheduler.cost(status(false))).isEqualTo(2);
        assertThat(scheduler.cost(status(true))).isEqualTo(1);
        assertThat(scheduler.cost(status(false).withPhase(Phase.ConvertGuest.name())))
                .isZero();
        assertThat(new Scheduler(false, 20).cost(status(false))).isEqualTo(1);
    }

    @Test
    public void aVmWaitsForItsFullHost() {
        Scheduler scheduler = new Scheduler(true, 3);
        scheduler.occupy(Samples.vm(), status(false).withStarted(NOW));
        assertThat(scheduler.fits(waiting())).isFalse();
    }

    @Test
    public void aVmThatIsTooBigForAnyHostRunsAlone() {
        assertThat(new Scheduler(true, 1).fits(waiting())).isTrue();
    }

    private static VmRun waiting() {
        return new VmRun(null, SampleVmOptions.vsphere(Samples.plan(), Samples.vm(), false), status(false), NOW);
    }

    private static VmStatus status(boolean host) {
        return VmRun.fresh(SampleVmOptions.vsphere(Samples.plan(), Samples.vm(), host), Optional.empty());
    }
}
