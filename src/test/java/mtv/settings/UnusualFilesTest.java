package mtv.settings;

import org.testng.annotations.Test;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Files with unusual encodings and contents are read, or reported with what they are. */
public class UnusualFilesTest {

    private static final String VC = "\"type\": \"vsphere\", \"username\": \"me\", \"password\": \"p\"";

    @Test
    public void aByteOrderMarkIsNotPartOfAKey() {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            SettingsFixture given = new SettingsFixture()
                    .cluster()
                    .write("config/config.properties", ("\uFEFF" + SettingsFixture.CLUSTER).getBytes(charset))
                    .write(
                            ".providers.json",
                            ("\uFEFF{\"vc\": {" + VC + ", \"api_url\": \"https://vc.example/sdk\"}}")
                                    .getBytes(charset));
            assertThat(given.problems()).as(charset.name()).isEmpty();
        }
    }

    @Test
    public void otherEncodingsAreReported() {
        assertThat(new SettingsFixture()
                        .write("config/config.properties", "a=1\nb=\u00e9".getBytes(StandardCharsets.ISO_8859_1))
                        .problems())
                .containsExactly("config/config.properties: the settings file is not UTF-8: byte 0xE9 in line 2"
                        + " (ISO-8859-1 or Windows-1252?); save it as UTF-8; name a readable UTF-8 file with"
                        + " -Dconfig_file");
        assertThat(new SettingsFixture()
                        .write(".providers.json", "{}".getBytes(StandardCharsets.UTF_16LE))
                        .problems())
                .singleElement()
                .asString()
                .contains("it is UTF-16 without a byte-order mark");
    }

    @Test
    public void whatIsNotATextFileIsReported() throws Exception {
        SettingsFixture given = new SettingsFixture();
        new ProcessBuilder("mkfifo", given.path("fifo").toString()).start().waitFor();
        assertThat(given.systemProperty("config_file", "fifo").problems())
                .singleElement()
                .asString()
                .contains("fifo: the settings file is a FIFO, a socket or a device");
        assertThat(new SettingsFixture()
                        .systemProperty("providers_file", "config")
                        .problems())
                .singleElement()
                .asString()
                .contains("config: it is a directory; expected a JSON text; name another one with providers_file");
        SettingsFixture large = new SettingsFixture();
        try (var file = Files.newByteChannel(
                large.path("large.json"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            file.position(700_000_000);
            file.write(ByteBuffer.wrap(new byte[] {'}'}));
        }
        assertThat(large.systemProperty("providers_file", "large.json").problems())
                .singleElement()
                .asString()
                .contains("large.json: it has 700,000,001 bytes; at most 16,777,216 are read");
        assertThat(new SettingsFixture().systemProperty("config_file", "a\0b").problems())
                .containsExactly("-Dconfig_file: config_file = \"a[U+0000]b\" is no path; name a readable UTF-8 file");
    }

    @Test
    public void jsonThatIsTooDeepOrTooLongIsReported() {
        assertThat(new SettingsFixture()
                        .providers("[".repeat(1000) + "]".repeat(1000))
                        .problems())
                .singleElement()
                .asString()
                .endsWith("malformed JSON: nested deeper than 100 levels; correct the file");
        assertThat(new SettingsFixture()
                        .providers("{\"vc\": {\"version\": " + "9".repeat(5000) + "}}")
                        .problems())
                .singleElement()
                .asString()
                .contains("malformed JSON: a number, name or text in it is too long")
                .hasSizeLessThan(200);
        assertThat(new SettingsFixture().providers("{} {}").problems())
                .singleElement()
                .asString()
                .contains("malformed JSON");
    }

    /** Random bytes in any file become problems, and no exception. */
    @Test
    public void anyBytesAreReportedAsProblems() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            String text = new String(bytes, StandardCharsets.UTF_16BE);
            SettingsFixture given = new SettingsFixture()
                    .systemProperty("source_provider", text)
                    .environment("CLUSTER_HOST", text)
                    .environment("CLUSTER_CA_FILE", text)
                    .environment("VM_NAME_SEARCH_PATTERN", text)
                    .suite("insecure_verify_skip", text)
                    .write("config/config.properties", bytes)
                    .write(
                            ".providers.json",
                            round % 2 == 0 ? bytes : ("{\"" + round).getBytes(StandardCharsets.UTF_8));
            assertThat(given.problems())
                    .allSatisfy(problem -> assertThat(problem.chars()).allMatch(each -> each >= ' ' && each != 0x7F));
        }
    }
}
