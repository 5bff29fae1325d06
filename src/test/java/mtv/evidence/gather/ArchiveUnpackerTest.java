package mtv.evidence.gather;

import mtv.Scratch;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever an archive holds, files come to be in one folder alone, without secrets, and what is missing is said. */
public class ArchiveUnpackerTest {

    private Path around;
    private Path folder;
    private ArchiveUnpacker unpacker;

    @BeforeMethod
    public void makeFolder() throws IOException {
        around = Scratch.folder("unpacked");
        folder = around.resolve("must-gather");
        unpacker = new ArchiveUnpacker(folder);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(around)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> around.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    public void theArchiveOfTheScriptsIsUnpackedAsWell() throws IOException {
        byte[] inner = new HostileArchive()
                .file("must-gather/namespaces/a/crs/plan/p.yaml", "kind: Plan\n")
                .file("must-gather/namespaces/a/logs/c/current.log", "one\ntwo\n")
                .zipped();

        unpacker.unpack(
                new HostileArchive().file("./must-gather.tar.gz", inner).file("./version", "MTV 2.13\n").stream());

        assertThat(files())
                .containsExactly(
                        "must-gather/namespaces/a/crs/plan/p.yaml",
                        "must-gather/namespaces/a/logs/c/current.log",
                        "must-gather/version");
        assertThat(unpacker.files()).isEqualTo(3);
        assertThat(unpacker.leftOut()).isEmpty();
    }

    @Test
    public void nothingIsKeptThatIsSecret() throws IOException {
        unpacker.unpack(new HostileArchive()
                        .file("s.yaml", "kind: Secret\ndata: {user: YWRtaW4=}\n")
                        .file("c.log", "login with password=geheim failed\n")
                        .stream());

        assertThat(Files.readString(folder.resolve("s.yaml"))).doesNotContain("YWRtaW4=");
        assertThat(Files.readString(folder.resolve("c.log"))).isEqualTo("login with password=(not shown) failed\n");
    }

    @DataProvider
    public Object[][] waysOut() {
        return new Object[][] {{"../out"}, {"a/../../out"}, {"/etc/out"}, {"must-gather/../../out"}, {"..\\out"}, {".."}
        };
    }

    @Test(dataProvider = "waysOut")
    public void noNameLeadsOut(String name) throws IOException {
        unpacker.unpack(new HostileArchive().file(name, "x").file("in", "y").stream());

        assertThat(files()).containsExactly("must-gather/in");
        assertThat(unpacker.leftOut()).containsExactly("left out, as it leads out of the archive: " + name);
    }

    @Test(dataProvider = "waysOut")
    public void noNameOfTheInnerArchiveDoes(String name) throws IOException {
        byte[] inner = new HostileArchive().file(name, "x").file("in", "y").zipped();

        unpacker.unpack(new HostileArchive().file("must-gather.tar.gz", inner).stream());

        assertThat(files()).containsExactly("must-gather/in");
        assertThat(unpacker.leftOut()).hasSize(1);
    }

    @Test
    public void noLinkIsMadeOrFollowed() throws IOException {
        unpacker.unpack(new HostileArchive()
                        .symbolicLink("away", around.toString())
                        .file("away/out", "x")
                        .hardLink("hard", "/etc/passwd")
                        .symbolicLink("b", "..")
                        .stream());

        assertThat(files()).containsExactly("must-gather/away/out");
        assertThat(folder.resolve("away")).isDirectory();
        assertThat(Files.isSymbolicLink(folder.resolve("away"))).isFalse();
        assertThat(unpacker.leftOut()).containsExactly("left out, as it is a link or a device: away, hard, b");
    }

    @Test
    public void whatIsNoTextIsLeftOut() throws IOException {
        unpacker.unpack(new HostileArchive()
                        .file("core", new byte[] {127, 'E', 'L', 'F', 0})
                        .file("latin1.log", new byte[] {'f', (byte) 0xFC, 'r'})
                        .file("good.log", "für\n")
                        .stream());

        assertThat(files()).containsExactly("must-gather/good.log");
        assertThat(unpacker.leftOut()).containsExactly("left out, as it cannot be read as text: core, latin1.log");
    }

    @Test
    public void aFileWhereAFolderIsNeededIsLeftOut() throws IOException {
        unpacker.unpack(new HostileArchive().file("a", "x").file("a/b", "y").stream());

        assertThat(files()).containsExactly("must-gather/a");
        assertThat(unpacker.leftOut()).singleElement().asString().endsWith("a/b");
    }

    @Test
    public void aTooLargeFileIsLeftOutAndTheOthersAreNot() throws IOException {
        unpacker.unpack(new HostileArchive()
                .file("large.log", new byte[ArchiveUnpacker.MOST_OF_A_FILE + 1]).file("small.log", "x\n").stream());

        assertThat(files()).containsExactly("must-gather/small.log");
        assertThat(unpacker.leftOut()).containsExactly("left out, as it is larger than 16.0 MiB: large.log");
    }

    @Test
    public void itStopsAtItsLimits() throws IOException {
        ArchiveUnpacker small = new ArchiveUnpacker(folder, 10, 100);
        small.unpack(new HostileArchive().file("a", "12345678").file("b", "12345678").file("c", "1").stream());
        ArchiveUnpacker few = new ArchiveUnpacker(folder, 100, 1);
        few.unpack(new HostileArchive().file("d", "1").file("e", "1").stream());

        assertThat(files()).containsExactly("must-gather/a", "must-gather/d");
        assertThat(small.leftOut())
                .containsExactly("left out, as there is more than 10 bytes or 100 files: the rest of the archive");
        assertThat(few.leftOut()).hasSize(1);
    }

    @Test
    public void anArchiveThatBreaksOffKeepsWhatCameBefore() throws IOException {
        byte[] whole =
                new HostileArchive().file("a", "1").file("b", "x".repeat(5000)).bytes();

        assertThatThrownBy(() -> unpacker.unpack(new ByteArrayInputStream(Arrays.copyOf(whole, 2000))))
                .isInstanceOf(IOException.class);

        assertThat(files()).contains("must-gather/a").doesNotContain("must-gather/b");
    }

    @Test
    public void anEmptyArchiveHasNoFiles() throws IOException {
        unpacker.unpack(new HostileArchive().file("must-gather.tar.gz", new HostileArchive().zipped()).stream());

        assertThat(unpacker.files()).isZero();
        assertThat(files()).isEmpty();
    }
}
