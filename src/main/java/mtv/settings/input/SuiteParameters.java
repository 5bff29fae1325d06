package mtv.settings.input;

import java.util.Map;

/**
 * The parameters of one suite file.
 *
 * @param tests the parameters of each {@code <test>}, by its name
 */
public record SuiteParameters(String file, Map<String, String> suite, Map<String, Map<String, String>> tests) {
    public SuiteParameters {
        suite = Map.copyOf(suite);
        tests = Map.copyOf(tests);
    }

    /** How a message names one {@code <test>}. */
    public String whereTest(String test) {
        return file + " <test name=\"" + test + "\">";
    }

    /** For a run without a suite file. */
    public static SuiteParameters none() {
        return new SuiteParameters("no suite file", Map.of(), Map.of());
    }
}
