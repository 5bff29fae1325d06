package mtv;

import mtv.acceptance.matrix.Matrix;
import mtv.check.Checks;
import mtv.settings.input.Keys;
import mtv.settings.input.SettingKey;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The README and the pages name only files, classes, settings and headings that exist. */
public class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final Path PAGES = Path.of("src", "site", "markdown");
    private static final int MOST_WORDS = 900;

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(#[^)]*)?\\)");
    private static final Pattern CLASS = Pattern.compile("\\bmtv(?:\\.[a-z]+)+\\.[A-Z]\\w*");
    private static final Pattern SOURCE = Pattern.compile("`(src/[\\w./-]+)`");
    private static final Pattern SETTING = Pattern.compile("-D([a-z]+(?:_[a-z]+)+)=");

    @DataProvider
    public Object[][] documents() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return Stream.concat(Stream.of(README), pages.sorted())
                    .map(page -> new Object[] {page})
                    .toArray(Object[][]::new);
        }
    }

    @Test
    public void theReadmeIsReadInTwoScreens() throws IOException {
        assertThat(Files.readString(README).split("\\s+")).hasSizeLessThanOrEqualTo(MOST_WORDS);
    }

    @Test
    public void checksAndRowsOfTheMatrixAreCountedRightly() throws IOException {
        assertThat(numbers(README, "in (\\d+) properties"))
                .as("checks, counted by %s as \"in … properties\"", README)
                .containsExactly(Checks.all().size());
        Path figures = PAGES.resolve("figures.md");
        assertThat(numbers(figures, "(\\d+) rows, none missed"))
                .as("rows of the fault matrix, counted by %s as \"… rows, none missed\"", figures)
                .containsExactly(Matrix.read().rows().size());
    }

    private static List<Integer> numbers(Path page, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(page))
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    @Test
    public void theReadmeLinksToEveryPage() throws IOException {
        String readme = Files.readString(README);
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages).allSatisfy(page -> assertThat(readme).contains("(" + page + ")"));
        }
    }

    @Test(dataProvider = "documents")
    public void linksLeadToFilesAndHeadings(Path document) throws IOException {
        Path folder = document.toAbsolutePath().getParent();
        for (MatchResult link : matches(LINK, document)) {
            Path file = link.group(1).isEmpty()
                    ? document
                    : folder.resolve(link.group(1)).normalize();
            assertThat(file).as(link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(file)).as(link.group()).contains(link.group(2));
            }
        }
    }

    @Test(dataProvider = "documents")
    public void classesAndFilesExist(Path document) throws IOException {
        for (MatchResult named : matches(CLASS, document)) {
            String file = named.group().replace('.', '/') + ".java";
            assertThat(Stream.of("src/main/java", "src/test/java").map(folder -> Path.of(folder, file)))
                    .as(named.group())
                    .anyMatch(Files::exists);
        }
        assertThat(matches(SOURCE, document))
                .allSatisfy(named -> assertThat(Path.of(named.group(1))).exists());
    }

    @Test(dataProvider = "documents")
    public void settingsExist(Path document) throws IOException {
        Set<String> keys = Keys.all().stream().map(SettingKey::name).collect(Collectors.toSet());
        keys.add("config_file");
        assertThat(matches(SETTING, document))
                .extracting(setting -> setting.group(1))
                .isSubsetOf(keys);
    }

    private static List<MatchResult> matches(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document)).results().toList();
    }

    /** As GitHub makes them: lower case, without punctuation, with dashes for blanks. */
    private static Set<String> anchors(Path document) throws IOException {
        try (Stream<String> lines = Files.lines(document)) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+ +", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9 -]", "")
                            .replace(' ', '-'))
                    .map(anchor -> "#" + anchor)
                    .collect(Collectors.toSet());
        }
    }
}
