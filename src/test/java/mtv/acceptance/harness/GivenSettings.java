package mtv.acceptance.harness;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Sets settings as system properties for the time of one run. */
public final class GivenSettings {

    private GivenSettings() {}

    public static SuiteRun during(Map<String, String> settings, Run run) throws IOException {
        Map<String, String> before = new HashMap<>();
        settings.forEach((key, value) -> before.put(key, System.getProperty(key)));
        settings.forEach(System::setProperty);
        try {
            return run.run();
        } finally {
            before.forEach(GivenSettings::restore);
        }
    }

    private static void restore(String key, String value) {
        if (value == null) {
            System.clearProperty(key);
        } else {
            System.setProperty(key, value);
        }
    }

    /** Runs a suite. */
    @FunctionalInterface
    public interface Run {
        SuiteRun run() throws IOException;
    }
}
