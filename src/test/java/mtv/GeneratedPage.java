package mtv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A page, or a part of one, that a command writes, so that it never tells anything else than the code does. */
public final class GeneratedPage {

    private GeneratedPage() {}

    /**
     * Says the first line that differs, and not the pages.
     *
     * @param writer whose main method writes the page
     */
    public static void requireCurrent(Path page, String generated, Class<?> writer) throws IOException {
        List<String> committed = Files.readString(page).lines().toList();
        List<String> wanted = generated.lines().toList();
        assertThat(wanted.stream().filter(line -> !committed.contains(line)).findFirst())
                .as("a line that %s lacks; the main class %s writes it", page, writer.getName())
                .isEmpty();
        assertThat(committed.stream().filter(line -> !wanted.contains(line)).findFirst())
                .as("a line of %s that is no longer right; the main class %s writes the page", page, writer.getName())
                .isEmpty();
        assertThat(committed.equals(wanted))
                .as("the lines of %s are in another order; the main class %s writes the page", page, writer.getName())
                .isTrue();
    }
}
