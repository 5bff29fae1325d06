package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.DevicePairs.Pair;
import mtv.check.compare.EqualFacts;
import mtv.check.compare.ExpectedVm.Modes;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.check.compare.VmFacts.DiskPair;
import mtv.model.StorageDestination;
import mtv.names.ExpectedName;
import mtv.vm.DestinationVm;
import mtv.vm.DestinationVm.Volume;
import mtv.vm.Fact;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Disks of a VM and the claims behind them. */
public final class StorageChecks {

    private static final String INDEX = "forklift.konveyor.io/disk-index";
    private static final String DIRECT = "the disk is attached as it is, and not copied to a storage of the map";

    private StorageChecks() {}

    public static List<Check<VmFacts>> ofVm() {
        return Stream.of(ofDisks(), DiskOptionChecks.ofVm())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Check<VmFacts>> ofDisks() {
        return List.of(
                new Check<>(
                        "disk-count",
                        "The number of disks. One too many is as wrong as one that is missing.",
                        StorageChecks::count),
                new Check<>(
                        "disk-claim",
                        "The claim of each volume, which must exist, be bound, and serve no other volume. A claim that"
                                + " is not bound has no disk yet.",
                        StorageChecks::claims,
                        "VirtualMachine:/spec/template/spec/volumes/*/persistentVolumeClaim/claimName",
                        "VirtualMachine:/spec/template/spec/volumes/*/dataVolume/name",
                        "PersistentVolumeClaim:/status/phase"),
                new Check<>(
                        "disk-order",
                        "The order of the disks that are on both sides, by the source's controllers and units. Guests"
                                + " number their disks by it.",
                        StorageChecks::order,
                        "PersistentVolumeClaim:/metadata/annotations/forklift.konveyor.io~1disk-source"),
                new Check<>(
                        "disk-index",
                        "The index that MTV writes on each claim, which is the disk's place among those of the source."
                                + " Names of claims and conversions go by it.",
                        (vm, findings) ->
                                vm.eachVolume(findings, "index", (pair, volume) -> index(pair, volume, findings)),
                        "PersistentVolumeClaim:/metadata/annotations/forklift.konveyor.io~1disk-index"),
                new Check<>(
                        "stray-claims",
                        "Second claims of a disk, of which there must be none. A shared disk that is copied twice"
                                + " becomes two disks, and each VM writes to its own.",
                        StorageChecks::secondClaims),
                new Check<>(
                        "disk-size",
                        "The size of each disk. MTV may round it up to whole MiB, and a file system may add its"
                                + " overhead; a smaller disk loses data.",
                        (vm, findings) -> vm.eachVolume(
                                findings, "size", (pair, volume) -> DiskSize.compare(pair, volume, findings)),
                        "PersistentVolumeClaim:/spec/resources/requests/storage"),
                new Check<>(
                        "disk-bus",
                        "The bus of each disk, as MTV chooses it. A guest without the driver does not find its root.",
                        EqualFacts.ofEachDisk("bus", StorageChecks::bus, disk -> Fact.text(disk.bus(), "disk.bus")),
                        "VirtualMachine:/spec/template/spec/domain/devices/disks/*/disk/bus"),
                new Check<>(
                        "storage-class",
                        "The storage class of each disk, by the StorageMap's entry for the storage that it was on. That"
                                + " the class occurs in the map is not enough.",
                        EqualFacts.ofEachClaim(
                                "storage class", StorageChecks::mappedClass, StorageChecks::storageClass),
                        "PersistentVolumeClaim:/spec/storageClassName"),
                new Check<>(
                        "access-mode",
                        "The access modes of each claim, by the StorageMap's entry, else by CDI's StorageProfile."
                                + " Without ReadWriteMany a VM cannot be migrated live.",
                        EqualFacts.ofEachClaim(
                                "access modes",
                                StorageChecks::mappedAccessModes,
                                volume -> Fact.of(new TreeSet<>(volume.accessModes()), "the claim's accessModes")),
                        "PersistentVolumeClaim:/spec/accessModes/*"),
                new Check<>(
                        "volume-mode",
                        "The volume mode of each claim, by the StorageMap's entry, else by CDI's StorageProfile. Block"
                                + " is faster, and not every class has it.",
                        EqualFacts.ofEachClaim(
                                "volume mode",
                                StorageChecks::mappedVolumeMode,
                                volume -> Fact.of(volume.volumeMode(), "the claim's volumeMode")),
                        "PersistentVolumeClaim:/spec/volumeMode"),
                new Check<>(
                        "claim-name",
                        "The name of each claim, as the Plan's template renders it. Characters that the cluster adds"
                                + " are left open.",
                        StorageChecks::claimNames),
                new Check<>(
                        "claim-owner",
                        "The owner of each claim, which must be its VM. Without an owner a claim stays for ever; with"
                                + " another one it is deleted too early.",
                        StorageChecks::owners),
                new Check<>(
                        "shared-disk",
                        "Whether each disk is shared, as on the source. Two VMs that write to one disk without knowing"
                                + " it destroy it.",
                        (vm, findings) -> vm.eachDisk(findings, "shared", pair -> shared(pair, findings)),
                        "VirtualMachine:/spec/template/spec/domain/devices/disks/*/shareable"),
                new Check<>(
                        "claim-marks",
                        "The labels and annotations of each claim that name its Plan, Migration and source VM. CDI"
                                + " copies them from the DataVolume.",
                        StorageChecks::marks));
    }

    private static void count(VmFacts vm, Findings findings) {
        List<String> uncopied = vm.source().uncopied();
        findings.equal(
                "disk count",
                ReportedValue.of(
                        vm.source().disks().size() + uncopied.size(),
                        "disks of the source" + (uncopied.isEmpty() ? "" : ", with " + String.join(", ", uncopied))),
                ReportedValue.of(vm.actual().disks().size(), "template.spec.volumes"));
    }

    private static void claims(VmFacts vm, Findings findings) {
        List<DestinationVm.Disk> disks = vm.actual().disks();
        disks.forEach(disk -> findings.equal(
                "claim of volume " + disk.name(),
                ReportedValue.of("Bound", "rule of MTV"),
                ReportedValue.of(
                        disk.volume().map(Volume::phase).orElse("no such claim"),
                        "PersistentVolumeClaim " + disk.claim())));
        List<String> claims = disks.stream().map(DestinationVm.Disk::claim).toList();
        if (claims.isEmpty()) {
            findings.notComparable("claims of the volumes", "the migrated VM has no volume with a claim");
        } else {
            findings.equal(
                    "claims of the volumes",
                    ReportedValue.of(new TreeSet<>(claims), "one for each volume"),
                    ReportedValue.of(claims.stream().sorted().toList(), "template.spec.volumes"));
        }
    }

    private static void order(VmFacts vm, Findings findings) {
        List<Pair<SourceVm.Disk, DestinationVm.Disk>> pairs = vm.disks().identified();
        if (pairs.size() < 2) {
            findings.notComparable("disk order", "fewer than two volumes say of which disk they are");
            return;
        }
        List<String> expected = pairs.stream().map(pair -> pair.source().name()).toList();
        List<String> actual = vm.actual().disks().stream()
                .flatMap(disk -> pairs.stream().filter(pair -> pair.migrated() == disk))
                .map(pair -> pair.source().name())
                .toList();
        findings.equal(
                "disk order",
                ReportedValue.of(expected, "disks of the source"),
                ReportedValue.of(actual, "template.spec.volumes"));
    }

    private static void index(DiskPair pair, Volume volume, Findings findings) {
        String property = pair.property("index");
        String index = volume.marks().get(INDEX);
        if (index == null) {
            findings.notComparable(property, "its claim has no number");
        } else {
            findings.equal(
                    property, ReportedValue.of(pair.position(), "disks of the source"), ReportedValue.of(index, INDEX));
        }
    }

    private static void secondClaims(VmFacts vm, Findings findings) {
        Fact<List<String>> second = vm.actual().secondClaims();
        if (second.isKnown()) {
            findings.equal("second claims", ReportedValue.of(List.of(), "one for each disk"), ReportedValue.of(second));
        } else {
            findings.notComparable("second claims", second.origin());
        }
    }

    /** The property's name says when it is lost: for some sources that is a known deviation. */
    private static void shared(DiskPair pair, Findings findings) {
        Fact<Boolean> source = pair.source().shared();
        Fact<Boolean> actual = pair.migrated().shareable();
        boolean lost = source.value().orElse(false) && !actual.value().orElse(actual.unreadable());
        findings.equal(pair.property(lost ? "shared, which is lost" : "shared"), source, actual);
    }

    private static Fact<String> bus(DiskPair pair) {
        if (pair.expected().passesOn(pair.source())) {
            return Fact.of("scsi", "rdmAsLun of the Plan");
        }
        return pair.expected().compatible()
                ? Fact.of("sata", "useCompatibilityMode of the Plan")
                : pair.source().bus();
    }

    private static Fact<String> mappedClass(DiskPair pair) {
        if (pair.source().direct()) {
            return Fact.unknown(DIRECT);
        }
        StorageDestination storage =
                pair.expected().storages().get(pair.source().storage());
        return Fact.of(storage == null ? "a mapped class" : String.valueOf(storage.storageClass()), "StorageMap");
    }

    private static Fact<String> storageClass(Volume volume) {
        return Fact.of(
                volume.storageClass().isEmpty() ? "none" : volume.storageClass(), "the claim's storageClassName");
    }

    private static Fact<TreeSet<String>> mappedAccessModes(DiskPair pair) {
        return StorageChecks.<Set<String>>asMapped(
                        pair,
                        map -> map.accessMode() == null
                                ? null
                                : Set.of(map.accessMode().id()),
                        Modes::accessModes)
                .map(TreeSet::new);
    }

    private static Fact<String> mappedVolumeMode(DiskPair pair) {
        return asMapped(
                pair, map -> map.volumeMode() == null ? null : map.volumeMode().id(), Modes::volumeMode);
    }

    /** What a claim must be like: as the StorageMap says, else as CDI chooses for the class. */
    private static <T> Fact<T> asMapped(
            DiskPair pair, Function<StorageDestination, T> map, Function<Modes, T> profile) {
        if (pair.source().direct()) {
            return Fact.unknown(DIRECT);
        }
        StorageDestination storage =
                pair.expected().storages().get(pair.source().storage());
        if (storage == null) {
            return Fact.unknown("the StorageMap does not have " + pair.source().storage());
        }
        T asked = map.apply(storage);
        if (asked != null) {
            return Fact.of(asked, "StorageMap");
        }
        return Optional.ofNullable(pair.expected().profiles().get(storage.storageClass()))
                .map(chosen -> Fact.of(profile.apply(chosen), "StorageProfile " + storage.storageClass()))
                .orElse(Fact.unknown("StorageProfile " + storage.storageClass() + " says nothing"));
    }

    private static void claimNames(VmFacts vm, Findings findings) {
        Fact<List<ExpectedName>> names = vm.expected().claims();
        if (!names.isKnown()) {
            findings.notComparable("claim names", names.origin());
            return;
        }
        vm.eachDisk(findings, "claim name", pair -> {
            if (pair.source().direct()) {
                findings.notComparable(pair.property("claim name"), "the template is of disks that are copied");
                return;
            }
            ExpectedName name = names.get().get(vm.source().copiedBefore(pair.position()));
            findings.record(
                    name.matches(pair.migrated().claim()),
                    pair.property("claim name"),
                    ReportedValue.of(name, names.origin()),
                    ReportedValue.of(pair.migrated().claim(), "claimName"));
        });
    }

    private static void owners(VmFacts vm, Findings findings) {
        vm.actual()
                .disks()
                .forEach(disk -> disk.volume()
                        .ifPresent(volume -> findings.equal(
                                "owner of claim " + disk.claim(),
                                ReportedValue.of(
                                        List.of("VirtualMachine/" + vm.actual().name()), "rule of MTV"),
                                ReportedValue.of(volume.owners(), "ownerReferences"))));
    }

    private static void marks(VmFacts vm, Findings findings) {
        vm.actual()
                .disks()
                .forEach(disk -> disk.volume()
                        .ifPresent(volume -> findings.entries(
                                key -> key + " of claim " + disk.claim(),
                                vm.expected().labels(),
                                "rule of MTV",
                                volume.marks(),
                                "labels and annotations of the claim")));
    }
}
