package mtv.provider.driver.vsphere;

import mtv.provider.ParallelCopies;
import mtv.provider.driver.PlatformBed;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import mtv.scenario.Power;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Copies of VMs on the sandbox's vCenter, over HTTPS: how they are made, tracked, powered and deleted. */
public class VimCopiesTest {

    private static final String RHEL = "mtv-tests-rhel8";
    private static final String FOUR_DISKS = "DB_Main_4x4";

    private PlatformBed<VimJsonApi> bed;

    @BeforeClass
    public void start() {
        bed = new PlatformBed<>(PlatformType.VSPHERE, VimJsonApi::new);
    }

    @BeforeMethod
    public void renew() {
        bed.renew();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        bed.close();
    }

    @Test
    public void aCopyIsTrackedWithAllDisksAndOnAndItsOriginalIsAsBefore() throws IOException {
        List<SimVm> before = bed.vms();
        SourceDriver driver = bed.driver();
        assertThat(driver.find(FOUR_DISKS, Optional.empty()))
                .contains(bed.named(FOUR_DISKS).id());
        assertThat(driver.cannotTrack()).isEmpty();

        driver.copy(bed.trackedCopyOf(FOUR_DISKS, "copy"));

        SimVm copy = bed.named("copy");
        assertThat(copy.changeTracking()).isTrue();
        assertThat(copy.disks()).hasSize(4).allMatch(SimVm.Disk::changeTracking);
        assertThat(copy.power()).isEqualTo(SimVm.PowerState.poweredOn);
        assertThat(bed.vms()).containsAll(before);
        assertThat(bed.protocol().sessions()).isEqualTo(1);
        driver.close();
        assertThat(bed.protocol().sessions()).isZero();
    }

    @Test
    public void aCopyThatNobodyWantsTrackedOrOnIsNeither() throws IOException {
        bed.driver().copy(new Copy(RHEL, bed.named(RHEL).id(), "copy", false, Optional.of(Power.OFF)));

        assertThat(bed.named("copy").changeTracking()).isFalse();
        assertThat(bed.named("copy").disks()).noneMatch(SimVm.Disk::changeTracking);
        assertThat(bed.named("copy").power()).isEqualTo(SimVm.PowerState.poweredOff);
    }

    @Test
    public void manyCopiesAreMadeAndDeletedInOneSession() throws IOException {
        SourceDriver driver = bed.driver();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<SimVm> before = bed.vms();
        List<Copy> copies = IntStream.range(0, 20)
                .mapToObj(i -> new Copy(RHEL, bed.named(RHEL).id(), "copy-" + i, i % 2 == 0, Optional.empty()))
                .toList();

        new ParallelCopies(5).each(copies, Copy::name, copy -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            driver.copy(copy);
            now.decrementAndGet();
        });

        assertThat(most.get()).isBetween(2, 5);
        assertThat(bed.vms()).hasSize(before.size() + 20);
        assertThat(bed.protocol().sessions()).isEqualTo(1);
        SourceDriver another = bed.driver();
        for (Copy copy : copies) {
            another.delete(copy.name());
        }
        assertThat(bed.vms()).isEqualTo(before);
    }

    @Test
    public void aRunningVmIsDeletedAndOneThatIsNotThereIsNoError() throws IOException {
        SourceDriver driver = bed.driver();
        driver.copy(bed.trackedCopyOf(RHEL, "copy"));
        driver.delete("copy");
        driver.delete("copy");
        driver.delete("never-made");
        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("copy").contains(RHEL);
    }

    /** What a killed run leaves. */
    @Test
    public void aCopyThatIsStillBeingMadeIsDeletedWhenItIsDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        bed.answer(request -> {
            if (request.path().endsWith("/CreatePropertyCollector")) {
                begun.countDown();
            }
            return bed.protocol().apply(request);
        });
        SandboxClock.Hold still = bed.hold();
        Copy copy = new Copy(RHEL, bed.named(RHEL).id(), "copy", false, Optional.empty());
        CompletableFuture<Throwable> copying = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> bed.driver().copy(copy)));
        begun.await();
        CompletableFuture<Throwable> deletion = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> bed.driver().delete("copy")));
        still.close();
        assertThat(deletion.join()).isNull();
        copying.join();
        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("copy");
    }
}
