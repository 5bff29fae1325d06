package mtv.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** How many seconds each test took at last, in a file that a merge of results writes. */
final class TestDurations {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private TestDurations() {}

    /** The name of a test among those of all suites. */
    static String key(String suite, String test) {
        return suite + ": " + test;
    }

    /** Empty as long as there is no such file. */
    static Map<String, Double> read(Path file) throws IOException {
        return Files.exists(file)
                ? JSON.readValue(file.toFile(), new TypeReference<Map<String, Double>>() {})
                : Map.of();
    }

    /** Tests that did not run this time keep what they had. */
    static void write(Path file, Map<String, Double> measured) throws IOException {
        Map<String, Double> all = new TreeMap<>(read(file));
        all.putAll(measured);
        JSON.writeValue(file.toFile(), all);
    }
}
