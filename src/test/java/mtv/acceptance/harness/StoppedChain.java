package mtv.acceptance.harness;

import mtv.sandbox.clock.SandboxTime;
import mtv.steps.TestBed;
import mtv.suites.MigrationChain;
import org.testng.IHookCallBack;
import org.testng.ITestResult;

import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A chain whose run is stopped when the link with the name of the {@code <test>} has done its work, but has not
 * returned yet.
 */
public class StoppedChain extends MigrationChain {

    /** Completes the reason "the run was stopped: …". */
    public static final String REASON = "by a test";

    @Override
    public void run(IHookCallBack call, ITestResult result) {
        super.run(new StopAfter(call), result);
    }

    private record StopAfter(IHookCallBack call) implements IHookCallBack {

        @Override
        public void runTestMethod(ITestResult result) {
            call.runTestMethod(result);
            if (result.getMethod()
                    .getMethodName()
                    .equals(result.getTestContext().getName())) {
                assertThat(result.getThrowable()).as("the link's own end").isNull();
                TestBed bed = (TestBed) result.getTestContext().getSuite().getAttribute(TestBed.ATTRIBUTE);
                CompletableFuture.runAsync(() -> bed.stop(REASON));
                await().atMost(SandboxTime.HANG).until(() -> bed.stopped().isPresent());
            }
        }

        @Override
        public Object[] getParameters() {
            return call.getParameters();
        }
    }
}
