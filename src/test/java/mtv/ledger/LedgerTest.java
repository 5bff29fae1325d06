package mtv.ledger;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import mtv.Scratch;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class LedgerTest {

    private Path folder;

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Scratch.folder("ledger");
    }

    @Test
    public void whatWasNotedIsReadBackAfterTheRunDied() throws IOException {
        Ledger ledger = Ledger.create(folder, "mtv-abcde", Map.of("hub", "https://api.example.test:6443"));
        String created = ledger.create(
                "hub",
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("s")
                        .withNamespace("ns")
                        .endMetadata()
                        .addToStringData("token", "do-not-write-me")
                        .build(),
                () -> "created");
        assertThat(created).isEqualTo("created");
        Entry interval = new Entry("precopy-interval", Map.of("old", "60"));
        ledger.note(interval);
        ledger.note(interval);
        ledger.strike(interval);

        Ledger read = Ledger.load(ledger.file());

        assertThat(read.runId()).isEqualTo("mtv-abcde");
        assertThat(read.clusters()).isEqualTo(Map.of("hub", "https://api.example.test:6443"));
        assertThat(read.open()).extracting(Entry::describe).containsExactly("Secret ns/s on the hub");
        assertThat(Files.readString(ledger.file())).doesNotContain("do-not-write-me");
    }

    @Test
    public void aLineThatTheRunsDeathCutOffIsLeftOut() throws IOException {
        Ledger ledger = Ledger.create(folder, "mtv-abcde", Map.of("hub", "https://api.example.test:6443"));
        ledger.note(new Entry("clone", Map.of("vm", "x")));
        Files.writeString(ledger.file(), "{\"act\":\"note\",\"entry\":{\"ty", StandardOpenOption.APPEND);

        assertThat(Ledger.load(ledger.file()).open()).containsExactly(new Entry("clone", Map.of("vm", "x")));
    }

    @Test
    public void theCutMayBeInsideACharacter() throws IOException {
        Ledger ledger = Ledger.create(folder, "mtv-abcde", Map.of("hub", "https://api.example.test:6443"));
        Entry entry = new Entry("clone", Map.of("vm", "\u4e2d\u6587"));
        ledger.note(entry);
        byte[] next = "{\"act\":\"note\",\"entry\":{\"ty\u4e2d".getBytes(StandardCharsets.UTF_8);
        Files.write(ledger.file(), Arrays.copyOf(next, next.length - 1), StandardOpenOption.APPEND);

        assertThat(Ledger.load(ledger.file()).open()).containsExactly(entry);
    }

    @Test
    public void aCleanUpThatGoesOnWritesOverTheCutLine() throws IOException {
        Ledger ledger = Ledger.create(folder, "mtv-abcde", Map.of("hub", "https://api.example.test:6443"));
        Entry undone = new Entry("clone", Map.of("vm", "x"));
        Entry left = new Entry("clone", Map.of("vm", "y"));
        ledger.note(undone);
        ledger.note(left);
        ledger.close();
        Files.writeString(ledger.file(), "{\"act\":\"note\",\"entry\":{\"ty", StandardOpenOption.APPEND);

        try (Ledger cleanUp = Ledger.load(ledger.file())) {
            cleanUp.strike(undone);
        }

        assertThat(Ledger.load(ledger.file()).open()).containsExactly(left);
    }

    @Test
    public void onlyItsOwnerMayReadIt() throws IOException {
        Ledger ledger = Ledger.create(folder.resolve("new"), "mtv-abcde", Map.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ledger.file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(ledger.file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    public void nobodyElseCleansUpWhileTheRunGoesOn() throws IOException {
        Ledger ledger = Ledger.create(folder, "mtv-abcde", Map.of());
        try (Ledger cleanUp = Ledger.load(ledger.file())) {
            assertThat(cleanUp.tryLock()).isFalse();
            ledger.close();
            assertThat(cleanUp.tryLock()).isTrue();
        }
    }

    @Test
    public void aFolderHasItsLedgersAndNoOtherFiles() throws IOException {
        Ledger ledger = Ledger.create(folder, "mtv-abcde", Map.of());
        Files.writeString(folder.resolve("notes.txt"), "");

        assertThat(Ledger.in(folder)).containsExactly(ledger.file());
        assertThat(Ledger.in(folder.resolve("missing"))).isEmpty();
    }

    @Test
    public void aPlaceThatIsNoFolderIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("target"), "");
        assertThatThrownBy(() -> Ledger.create(file.resolve("ledger"), "mtv-abcde", Map.of()))
                .hasMessageContaining("target/ledger is no folder and cannot be made one")
                .hasMessageEndingWith("nothing was created");
    }

    @Test
    public void theFileGoesWhenNothingIsLeft() {
        Ledger ledger = Ledger.create(folder, "mtv-abcde", Map.of("hub", "https://api.example.test:6443"));
        Entry entry = new Entry("clone", Map.of("vm", "x"));
        ledger.note(entry);
        ledger.closeWhenClean();
        assertThat(ledger.file()).exists();

        ledger.strike(entry);
        ledger.closeWhenClean();
        assertThat(ledger.file()).doesNotExist();
    }

    @Test
    public void aFileThatIsNoLedgerIsRefusedWithItsLine() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path other = Files.writeString(
                folder.resolve("other"), "{\"act\":\"note\",\"entry\":{\"type\":\"object\",\"facts\":{}}}\n");
        Path text = Files.writeString(folder.resolve("text"), "hello\n");

        assertThatThrownBy(() -> Ledger.load(empty)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> Ledger.load(other)).hasMessageContaining("other:1 does not name a run");
        assertThatThrownBy(() -> Ledger.load(text)).hasMessageContaining("text:1 is not a ledger line");
    }
}
