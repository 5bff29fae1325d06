package mtv.provider.driver.vsphere;

import mtv.await.WaitException;
import mtv.provider.driver.PlatformBed;
import mtv.provider.driver.SourceDriver;
import mtv.record.RecordedConnection;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Waits for tasks of the sandbox's vCenter, over HTTPS, that end otherwise than by success. */
public class VimTasksTest {

    private static final String RHEL = "mtv-tests-rhel8";

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
    public void aStoppedRunCancelsItsCopyAndWaitsForThat() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        bed.answer(request -> {
            if (request.path().endsWith("/WaitForUpdatesEx")) {
                waiting.countDown();
            }
            return bed.protocol().apply(request);
        });
        SandboxClock.Hold still = bed.hold();
        CompletableFuture<Throwable> copying = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> bed.driver().copy(bed.trackedCopyOf(RHEL, "copy"))));
        waiting.await();

        bed.stop().now("by a test");
        still.close();

        assertThat(copying.join())
                .satisfiesAnyOf(
                        canceled -> assertThat(canceled).hasMessageContaining("RequestCanceled"),
                        late -> assertThat(late).isInstanceOf(WaitException.Stopped.class));
        assertThat(bed.vms().stream().filter(vm -> vm.name().equals("copy"))).noneMatch(SimVm::changeTracking);
    }

    @Test
    public void aTaskThatTakesTooLongIsCanceled() {
        bed.faults().arm("clone-slow");
        SourceDriver driver = bed.driver(Duration.ofSeconds(8));

        assertThatThrownBy(() -> driver.copy(bed.trackedCopyOf(RHEL, "copy")))
                .hasMessageMatching(
                        "vCenter localhost:\\d+ did not clone VM mtv-tests-rhel8 to copy within clone_timeout,"
                                + " 8 seconds, so that was canceled; its task is running");
        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("copy");
    }

    /** A recording answers for ever with what it has recorded last. */
    @Test(timeOut = 120_000)
    public void aRecordingThatIsAtItsEndEndsTheWait() {
        assertThatThrownBy(() -> bed.driver(PlatformBed.LONG, recorded("{\"version\": \"7\", \"filterSet\": []}"))
                        .copy(bed.trackedCopyOf(RHEL, "copy")))
                .hasMessageContaining("tells nothing new of the task to clone VM mtv-tests-rhel8 to copy, but repeats"
                        + " version 7; its task is unknown");
        assertThatThrownBy(() -> bed.driver(PlatformBed.LONG, recorded("")).copy(bed.trackedCopyOf(RHEL, "copy")))
                .hasMessageContaining(" within clone_timeout, ");
    }

    private RecordedConnection recorded(String update) {
        String machine = """
                {"objects": [{"obj": {"type": "VirtualMachine", "value": "%s"}, "propSet": [
                  {"name": "parent", "val": {"type": "Folder", "value": "group-v3"}}]}]}
                """.formatted(bed.named(RHEL).id());
        return new RecordedConnection() {
            @Override
            public Optional<Answer> answer(Request request) {
                String body = request.target().endsWith("/content")
                        ? "{\"about\": {}}"
                        : request.target().endsWith("/RetrievePropertiesEx")
                                ? machine
                                : request.target().endsWith("/WaitForUpdatesEx") ? update : "{}";
                return Optional.of(new Answer(200, "", "", body));
            }
        };
    }
}
