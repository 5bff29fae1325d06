package mtv.settings.input;

import mtv.Scratch;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A message about a properties file can name the line. */
public class PropertiesFileTest {
    private Problems problems;

    @BeforeMethod
    public void startAfresh() {
        problems = new Problems();
    }

    @Test
    public void knowsTheLineOfEachKey() throws Exception {
        Map<String, Layers.Given> read = read("# a comment \\\na=1\n\nb = two \\\n    words\nc:3\n! another\nd");
        assertThat(read).extractingByKey("a").hasToString("my.properties:2");
        assertThat(read).extractingByKey("b").hasToString("my.properties:4");
        assertThat(read.get("b").text()).isEqualTo("two words");
        assertThat(read).extractingByKey("c").hasToString("my.properties:6");
        assertThat(read.get("d").text()).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    public void aKeyThatStandsTwiceIsAProblem() throws Exception {
        read("a=1\nb=2\na=3\n");
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("my.properties:3: a stands already in my.properties:1; keep one of the two lines");
    }

    @Test
    public void aBrokenEscapeIsAProblemOfItsLine() throws Exception {
        read("a=1\nb=C:\\users\n");
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "my.properties:2: not a line of a properties file; write key=value, and a backslash twice");
    }

    private Map<String, Layers.Given> read(String text) throws Exception {
        Path directory = Scratch.folder("properties");
        Files.writeString(directory.resolve("my.properties"), text);
        return PropertiesFile.read(directory, Path.of("my.properties"), problems);
    }
}
