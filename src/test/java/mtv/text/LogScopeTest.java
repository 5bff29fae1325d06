package mtv.text;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log says of scenario and VM, and how long names look on the console. */
public class LogScopeTest {

    private static final String LONG = "mtv-p7sqg-mtv-tests-rhel8-3ce9ef5441-ole-scc-warm-remote-ocp-4";

    @AfterMethod
    public void leave() {
        ThreadContext.clearMap();
    }

    @Test
    public void anotherThreadWorksForTheSameScenarioAndVm() {
        LogScope.enterScenario("cold");
        LogScope ofVm = LogScope.current().ofVm("web");
        Supplier<Map<String, String>> names = ofVm.carry((Supplier<Map<String, String>>) ThreadContext::getContext);
        Predicate<String> isWeb = ofVm.carry((Predicate<String>) vm -> vm.equals(ThreadContext.get("vm")));

        assertThat(CompletableFuture.supplyAsync(names).join()).isEqualTo(Map.of("scenario", "cold", "vm", "web"));
        assertThat(CompletableFuture.supplyAsync(() -> isWeb.test("web")).join())
                .isTrue();
        assertThat(CompletableFuture.supplyAsync(ThreadContext::getContext).join())
                .as("afterwards")
                .isEmpty();
        assertThat(ThreadContext.getContext()).isEqualTo(Map.of("scenario", "cold"));
    }

    @Test
    public void anotherScenarioTakesOver() {
        LogScope.enterScenario("cold");
        LogScope.current().ofVm("web").run(() -> LogScope.enterScenario(null));
        assertThat(ThreadContext.getContext()).doesNotContainKey("vm");
        LogScope.enterScenario("warm");
        assertThat(ThreadContext.getContext()).isEqualTo(Map.of("scenario", "warm"));
    }

    @Test
    public void theFileNamesScenarioAndVmAndTheConsoleShortensNames() {
        assertThat(line("file", Map.of("scenario", "cold", "vm", "web"), "VM " + LONG + ": Initialize"))
                .endsWith("[main] [cold web] m.text: VM " + LONG + ": Initialize");
        assertThat(line("file", Map.of("scenario", "cold"), "begun")).endsWith("[main] [cold] m.text: begun");
        assertThat(line("file", Map.of(), "begun")).endsWith("[main] m.text: begun");
        assertThat(line("console", Map.of("scenario", "cold"), "VM " + LONG + ": Initialize"))
                .endsWith("VM mtv-p7sqg-mtv-tests-rhe…le-scc-warm-remote-ocp-4: Initialize");
    }

    private static String line(String appender, Map<String, String> names, String message) {
        LoggerContext context = (LoggerContext) LogManager.getContext(LogScopeTest.class.getClassLoader(), false);
        return context.getConfiguration()
                .getAppender(appender)
                .getLayout()
                .toSerializable(Log4jLogEvent.newBuilder()
                        .setLoggerName("mtv.text")
                        .setThreadName("main")
                        .setLevel(Level.INFO)
                        .setContextData(ContextDataFactory.createContextData(names))
                        .setMessage(new SimpleMessage(message))
                        .build())
                .toString()
                .strip();
    }

    @DataProvider
    public Object[][] texts() {
        String path = "/var/lib/" + LONG + "/file";
        return new Object[][] {
            {"short", "short"},
            {"Plan " + LONG + "-plan is Ready", "Plan mtv-p7sqg-mtv-tests-rhe…c-warm-remote-ocp-4-plan is Ready"},
            {"see " + path, "see " + path},
            {"https://api." + LONG + ".example.com:6443", "https://api." + LONG + ".example.com:6443"},
            {"run -Dplans_file=" + LONG, "run -Dplans_file=" + LONG},
            {
                "[" + LONG + ", " + LONG + "]",
                "[mtv-p7sqg-mtv-tests-rhe…le-scc-warm-remote-ocp-4,"
                        + " mtv-p7sqg-mtv-tests-rhe…le-scc-warm-remote-ocp-4]"
            },
        };
    }

    @Test(dataProvider = "texts")
    public void namesAloneAreShortened(String text, String shown) {
        assertThat(ShortNames.in(text)).isEqualTo(shown);
    }
}
