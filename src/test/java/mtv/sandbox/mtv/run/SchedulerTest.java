package mtv.sandbox.mtv.run;

import mtv.model.PlanVm;
import mtv.model.VmStatus;
import mtv.sandbox.mtv.Samples;
import mtv.sandbox.mtv.runtime.Settings;
import mtv.sandbox.source.SimVm;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Room on a host, and who may use it. */
public class SchedulerTest {

    private static final Instant NOW = Instant.parse("2031-03-04T10:00:00Z");

    @Test
    public void cdiCostsOneForEachDiskAndVirtV2vOneForAll() {
        assertThat(Scheduler.cost(status(false))).isEqualTo(2);
        assertThat(Scheduler.cost(status(true))).isEqualTo(1);
        assertThat(Scheduler.cost(status(false).withPhase(Phase.ConvertGuest.name())))
                .isZero();
    }

    @Test
    public void aFullHostLetsOthersWait() {
        Scheduler scheduler = new Scheduler(3);
        scheduler.occupy(Samples.vm(), status(false).withStarted(NOW));

        assertThat(scheduler.next(List.of(waiting()))).isEmpty();
    }

    @Test
    public void whatIsTooBigForAnyHostGoesAlone() {
        assertThat(new Scheduler(1).next(List.of(waiting()))).isPresent();
    }

    private static VmRun waiting() {
        return new VmRun(Samples.planVm(), Samples.vm(), traits(false), status(false), NOW);
    }

    private static VmStatus status(boolean host) {
        return VmRun.fresh(Samples.planVm(), Samples.vm(), traits(host));
    }

    private static Traits traits(boolean host) {
        PlanVm wish = Samples.planVm();
        SimVm source = Samples.vm();
        return Traits.of(Samples.plan(), wish, source, host, Settings.DEFAULTS);
    }
}
