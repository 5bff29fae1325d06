package mtv.sandbox.faults;

import mtv.Scratch;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The catalogue of the sandbox is complete, users can add faults, and all mistakes of a file are reported at once. */
public class FaultCatalogueTest {

    private static final int FACTS = 103;

    @Test
    public void everyFaultHasARow() {
        assertThat(FaultCatalogue.builtIn().rows())
                .hasSizeGreaterThan(200)
                .extracting(FaultRow::fact)
                .filteredOn(Objects::nonNull)
                .containsAll(IntStream.rangeClosed(1, FACTS).boxed().toList());
    }

    @Test
    public void aFileAddsFaultsThatCanBeArmed() throws IOException {
        Path file = file("""
                [{"arm": ["gone@web-*", "nic-lost"]},
                 {"where": "run", "when": {"phase": "CreateVM"}, "faults": [
                   {"name": "gone", "says": "It is gone.", "do": {"phase": {"fail": ["gone"]}}}]}]""");

        Faults faults = new Faults(FaultCatalogue.of(Set.of("disk-lost@db"), List.of(file)), Clock.systemUTC());

        assertThat(faults.hits())
                .extracting(firing -> firing.name() + "@" + firing.scope())
                .containsExactlyInAnyOrder("gone@web-*", "nic-lost@*", "disk-lost@db");
        assertThat(faults.phaseFault("CreateVM", List.of("web-1", "plan"))).isPresent();
        assertThat(faults.phaseFault("CreateVM", List.of("db-1", "plan"))).isEmpty();
        assertThat(faults.phaseFault("Started", List.of("web-1", "plan"))).isEmpty();
        assertThat(faults.hits())
                .filteredOn(firing -> firing.fired() > 0)
                .singleElement()
                .satisfies(firing -> assertThat(firing.last()).isEqualTo("web-1"));
    }

    @Test
    public void allMistakesOfAFileAreReportedAtOnce() throws IOException {
        Path file = file("""
                [{"name": "Bad Name", "where": "run", "says": "Bad.", "do": {"swallow": true}},
                 {"name": "no-place", "where": "moon", "says": "Bad.", "do": {"swallow": true}},
                 {"name": "bad-op", "where": "run", "says": "Bad.", "do": {"edit": [{"op": "remov", "path": "/a"}]}},
                 {"name": "no-value", "where": "run", "says": "Bad.", "do": {"edit": [{"op": "set", "path": "/a"}]}},
                 {"name": "odd-key", "where": "run", "says": "Bad.", "do": {"swalow": true}},
                 {"name": "two-deeds", "where": "run", "says": "Bad.",
                  "do": {"swallow": true, "certificate": "expired"}},
                 {"name": "no-phase", "where": "run", "says": "Bad.", "do": {"source": "powerOn"}},
                 {"name": "nic-lost", "where": "run", "says": "Again.", "do": {"swallow": true}}]""");

        assertThatThrownBy(() -> FaultCatalogue.of(Set.of("no-such", "windows-started"), List.of(file)))
                .hasMessageContainingAll(
                        file + ", fault Bad Name: name: expected lower-case letters",
                        "fault no-place: where: expected one of [api,",
                        "fault bad-op: do.edit.op: Cannot deserialize",
                        "fault no-value: do.edit: set: expected value",
                        "fault odd-key: do.swalow: Unrecognized field",
                        "fault two-deeds: do: expected exactly one of",
                        "fault no-phase: when.phase: expected the phase of a VM",
                        "fault nic-lost: name: there is such a fault already",
                        "no such fault: no-such",
                        "windows-started shows itself, without being armed: ");
    }

    @Test
    public void aNameThatIsNoFaultIsAnsweredWithThoseThatShareItsWords() {
        assertThatThrownBy(() -> FaultCatalogue.of(Set.of("conversion-fails@web"), List.of()))
                .hasMessageContaining("no such fault: conversion-fails@web; near it are guest-conversion-fails, ")
                .hasMessageMatching("(?s).*; faults.json has all \\d+")
                .message()
                .hasSizeLessThan(300);
        assertThatThrownBy(() -> FaultCatalogue.of(Set.of("xyzzy"), List.of()))
                .hasMessageContaining("no such fault: xyzzy; faults.json has all ");
    }

    @Test
    public void occasionsAreCountedPerObject() {
        FaultTrigger second = new FaultTrigger(null, null, null, null, null, null, null, 2, null);
        FaultTrigger twice = new FaultTrigger(null, null, null, null, null, null, null, null, 2);
        assertThat(IntStream.rangeClosed(1, 4).filter(second::counts)).containsExactly(2);
        assertThat(IntStream.rangeClosed(1, 4).filter(twice::counts)).containsExactly(1, 2);
    }

    private static Path file(String json) throws IOException {
        Path file = Scratch.file("faults", ".json");
        file.toFile().deleteOnExit();
        return Files.writeString(file, json);
    }
}
