package mtv.provider.driver;

import io.vertx.core.Vertx;
import mtv.Scratch;
import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.record.RecordedConnection;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.JsonServer;
import mtv.sandbox.http.Request;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.vsphere.VCenterAutomationApi;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import mtv.sandbox.tls.Certificate;
import mtv.scenario.Power;
import mtv.scenario.Preparation;
import mtv.scenario.PreparationBuilder;
import mtv.scenario.PreparationDiskBuilder;
import mtv.settings.SourceProviderEntry;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

/** The driver for vSphere against the sandbox's vCenter, over HTTPS. */
public class VimDriverTest {

    private static final Duration LIMIT = SandboxTime.HANG;
    private static final String RHEL = "mtv-tests-rhel8";
    private static final String FOUR_DISKS = "DB_Main_4x4";

    private final Certificate certificate = Certificate.loopback();
    private Vertx vertx;
    private SandboxClock clock;
    private Platforms platforms;
    private JsonServer server;
    private SimPlatform vsphere;
    private VimJsonApi vim;
    private Function<Request, CompletionStage<HttpAnswer>> api;
    private Stop stop;

    @BeforeMethod
    public void start() {
        vertx = Vertx.vertx();
        clock = new SandboxClock(1000);
        stop = new Stop();
        serve(Optional.empty());
    }

    private void serve(Optional<Path> inventory) {
        platforms = new Platforms(clock, certificate.thumbprint(), 3, "pw", inventory);
        server = JsonServer.start(vertx, certificate, request -> api.apply(request));
        vsphere = platforms.make(PlatformType.VSPHERE, server.url().getAuthority());
        vim = new VimJsonApi(vsphere, Faults.none());
        api = vim;
    }

    @AfterMethod(alwaysRun = true)
    public void stop() {
        server.close();
        clock.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private SourceDriver driver(Duration limit, RecordedConnection wire) {
        Map<String, Object> fields = new HashMap<>(platforms.entry(vsphere));
        fields.put("rdm_lun", "naa.600c0ffee");
        HttpSession http =
                HttpSession.trusting(new HttpSession.Trust(true, Optional.empty()), LIMIT, stop, wire, "source");
        return new VSphereDriver(SourceProviderEntry.of("vc", fields), http, limit);
    }

    private SourceDriver driver() {
        return driver(LIMIT, RecordedConnection.PLAIN);
    }

    private SimVm named(String name) {
        return vsphere.vms().stream()
                .filter(vm -> vm.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Copy copyOf(String name, String copy) {
        return new Copy(name, named(name).id(), copy, true, Optional.of(Power.ON));
    }

    @Test
    public void aCopyIsTrackedWithAllDisksAndOnAndItsOriginalIsAsBefore() throws IOException {
        List<SimVm> before = vsphere.vms();
        SourceDriver driver = driver();
        assertThat(driver.find(FOUR_DISKS, Optional.empty()))
                .contains(named(FOUR_DISKS).id());
        assertThat(driver.cannotTrack()).isEmpty();

        driver.copy(copyOf(FOUR_DISKS, "copy"));

        SimVm copy = named("copy");
        assertThat(copy.changeTracking()).isTrue();
        assertThat(copy.disks()).hasSize(4).allMatch(SimVm.Disk::changeTracking);
        assertThat(copy.power()).isEqualTo(SimVm.PowerState.poweredOn);
        assertThat(vsphere.vms()).containsAll(before);
        assertThat(vim.sessions()).isEqualTo(1);
        driver.close();
        assertThat(vim.sessions()).isZero();
    }

    @Test
    public void aCopyThatNobodyWantsTrackedOrOnIsNeither() throws IOException {
        driver().copy(new Copy(RHEL, named(RHEL).id(), "copy", false, Optional.of(Power.OFF)));

        assertThat(named("copy").changeTracking()).isFalse();
        assertThat(named("copy").disks()).noneMatch(SimVm.Disk::changeTracking);
        assertThat(named("copy").power()).isEqualTo(SimVm.PowerState.poweredOff);
    }

    @Test
    public void templatesAndUnknownVmsAreNotFoundAndAWrongPasswordIsTold() throws IOException {
        assertThat(driver().find("rhel9-golden-template", Optional.empty())).isEmpty();
        assertThat(driver().find("nowhere", Optional.empty())).isEmpty();
        assertThat(driver().find(RHEL, Optional.of("vm-0"))).isEmpty();
        platforms = new Platforms(clock, certificate.thumbprint(), 3, "other", Optional.empty());
        assertThatThrownBy(() -> driver().find(RHEL, Optional.empty()))
                .isInstanceOf(ProviderException.class)
                .hasMessageMatching("vCenter localhost:\\d+ refused user administrator@vsphere.local"
                        + " \\(500 InvalidLogin\\); check username and password of vc in the providers file");
    }

    @Test
    public void manyVmsAreReadInPagesAndTwoOfOneNameAreToldApart() throws IOException {
        server.close();
        Path inventory = Files.writeString(Scratch.file("machines", ".json"), """
                {"type": "vsphere", "random": 1200, "storages": [{"id": "datastore-1", "name": "ds"}],
                 "networks": [{"id": "network-1", "name": "net"}], "guests": {"a": {"id": "rhel9_64Guest", "name": ""}},
                 "vms": [{"name": "web", "guest": "a", "folder": "Blue"}, {"name": "web", "guest": "a"}]}
                """);
        serve(Optional.of(inventory));
        SimVm last = vsphere.vms().get(vsphere.vms().size() - 1);

        assertThat(driver().find(last.name(), Optional.empty())).contains(last.id());
        assertThatThrownBy(() -> driver().find("web", Optional.empty()))
                .hasMessage(
                        "2 VMs on source provider vc have the name web; say which by \"id\" or by \"path\" beside its"
                                + " name in the scenario");
        assertThat(driver().find("web", Optional.of(named("web").id())))
                .contains(named("web").id());
    }

    @Test
    public void manyCopiesAreMadeAndDeletedInOneSession() throws IOException {
        SourceDriver driver = driver();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<SimVm> before = vsphere.vms();
        List<Copy> copies = IntStream.range(0, 20)
                .mapToObj(i -> new Copy(RHEL, named(RHEL).id(), "copy-" + i, i % 2 == 0, Optional.empty()))
                .toList();

        new ParallelCopies(5).each(copies, copy -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            driver.copy(copy);
            now.decrementAndGet();
        });

        assertThat(most.get()).isBetween(2, 5);
        assertThat(vsphere.vms()).hasSize(before.size() + 20);
        assertThat(vim.sessions()).isEqualTo(1);
        SourceDriver another = driver();
        for (Copy copy : copies) {
            another.delete(copy.name());
        }
        assertThat(vsphere.vms()).isEqualTo(before);
    }

    @Test
    public void afterOneCopyHasFailedNoOtherIsBegun() {
        AtomicInteger begun = new AtomicInteger();
        List<Copy> copies = IntStream.range(0, 5)
                .mapToObj(i -> new Copy(RHEL, "vm-1", "copy-" + i, false, Optional.empty()))
                .toList();
        assertThatThrownBy(() -> new ParallelCopies(1).each(copies, copy -> {
                    begun.incrementAndGet();
                    throw new IOException("full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
        assertThat(begun).hasValue(1);
    }

    @DataProvider
    public Object[][] calls() {
        return IntStream.range(1, 16).mapToObj(call -> new Object[] {call}).toArray(Object[][]::new);
    }

    /** The first calls are a look for the machines; the others are those of three tasks. */
    @Test(dataProvider = "calls")
    public void aSessionThatVCenterEndsIsRenewed(int call) throws IOException {
        AtomicInteger number = new AtomicInteger();
        api = request -> {
            if (!request.path().endsWith("/content")
                    && !request.path().endsWith("/Login")
                    && number.incrementAndGet() == call) {
                vim.endSessions();
            }
            return vim.apply(request);
        };

        driver().copy(copyOf(RHEL, "copy"));

        assertThat(number.get()).isGreaterThan(16);
        assertThat(named("copy").changeTracking()).isTrue();
        assertThat(named("copy").power()).isEqualTo(SimVm.PowerState.poweredOn);
    }

    @Test
    public void aSessionThatCannotBeHadIsNoEndlessLoop() {
        api = request -> {
            vim.endSessions();
            return vim.apply(request);
        };
        assertThatThrownBy(() -> driver().find(RHEL, Optional.empty()))
                .isInstanceOf(VimFault.class)
                .hasMessageContaining(" refused to tell its VMs: NotAuthenticated: The session is not authenticated.");
    }

    @Test
    public void aRunningVmIsDeletedAndOneThatIsNotThereIsNoError() throws IOException {
        SourceDriver driver = driver();
        driver.copy(copyOf(RHEL, "copy"));
        driver.delete("copy");
        driver.delete("copy");
        driver.delete("never-made");
        assertThat(vsphere.vms()).extracting(SimVm::name).doesNotContain("copy").contains(RHEL);
    }

    /** What a killed run leaves. */
    @Test
    public void aCopyThatIsStillBeingMadeIsDeletedWhenItIsDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        api = request -> {
            if (request.path().endsWith("/CreatePropertyCollector")) {
                begun.countDown();
            }
            return vim.apply(request);
        };
        SandboxClock.Hold still = clock.hold();
        Copy copy = new Copy(RHEL, named(RHEL).id(), "copy", false, Optional.empty());
        CompletableFuture.supplyAsync(() -> catchThrowable(() -> driver().copy(copy)));
        begun.await();
        CompletableFuture<Throwable> deletion =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> driver().delete("copy")));
        still.close();
        assertThat(deletion.join()).isNull();
        assertThat(vsphere.vms()).extracting(SimVm::name).doesNotContain("copy");
    }

    @Test
    public void aStoppedRunCancelsItsCopyAndWaitsForThat() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        api = request -> {
            if (request.path().endsWith("/WaitForUpdatesEx")) {
                waiting.countDown();
            }
            return vim.apply(request);
        };
        SandboxClock.Hold still = clock.hold();
        CompletableFuture<Throwable> copying =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> driver().copy(copyOf(RHEL, "copy"))));
        waiting.await();

        stop.now("by a test");
        still.close();

        assertThat(copying.join())
                .satisfiesAnyOf(
                        canceled -> assertThat(canceled).hasMessageContaining("RequestCanceled"),
                        late -> assertThat(late).isInstanceOf(WaitException.Stopped.class));
        assertThat(vsphere.vms().stream().filter(vm -> vm.name().equals("copy")))
                .noneMatch(SimVm::changeTracking);
    }

    @Test
    public void aTaskThatTakesTooLongIsCanceled() {
        Faults faults = Faults.none();
        faults.arm("clone-slow");
        vim = new VimJsonApi(vsphere, faults);
        api = vim;
        SourceDriver driver = driver(Duration.ofSeconds(8), RecordedConnection.PLAIN);

        assertThatThrownBy(() -> driver.copy(copyOf(RHEL, "copy")))
                .hasMessageMatching(
                        "vCenter localhost:\\d+ did not clone VM mtv-tests-rhel8 to copy within clone_timeout,"
                                + " 8 seconds, so that was canceled; its task is running");
        assertThat(vsphere.vms()).extracting(SimVm::name).doesNotContain("copy");
    }

    /** A recording answers for ever with what it has recorded last. */
    @Test(timeOut = 120_000)
    public void aRecordingThatIsAtItsEndEndsTheWait() {
        assertThatThrownBy(() -> driver(LIMIT, recorded("{\"version\": \"7\", \"filterSet\": []}"))
                        .copy(copyOf(RHEL, "copy")))
                .hasMessageContaining("tells nothing new of the task to clone VM mtv-tests-rhel8 to copy, but repeats"
                        + " version 7; its task is unknown");
        assertThatThrownBy(() -> driver(LIMIT, recorded("")).copy(copyOf(RHEL, "copy")))
                .hasMessageContaining(" within clone_timeout, ");
    }

    private RecordedConnection recorded(String update) {
        String machine = """
                {"objects": [{"obj": {"type": "VirtualMachine", "value": "%s"}, "propSet": [
                  {"name": "parent", "val": {"type": "Folder", "value": "group-v3"}}]}]}
                """.formatted(named(RHEL).id());
        return new RecordedConnection() {
            @Override
            public Optional<Answer> answer(Request request) {
                String body = request.target().endsWith("/content")
                        ? "{\"about\": {}}"
                        : request.target().endsWith("/RetrievePropertiesEx")
                                ? machine
                                : request.target().endsWith("/WaitForUpdatesEx") ? update : "{}";
                return Optional.of(new Answer(200, "", "", body));
            }
        };
    }

    private static Preparation everything() {
        return PreparationBuilder.builder()
                .firmware(Optional.of("efi"))
                .cpus(Optional.of(6))
                .coresPerSocket(Optional.of(3))
                .memoryMib(Optional.of(3072))
                .datastore(Optional.of("vmfs-silver"))
                .folder(Optional.of("/Sandbox/vm/Databases"))
                .host(Optional.of("esxi-02.example.test"))
                .resourcePool(Optional.of("east/Resources"))
                .disks(List.of(
                        PreparationDiskBuilder.builder().sizeGib(3).build(),
                        PreparationDiskBuilder.builder()
                                .sizeGib(2)
                                .provisioning(Optional.of(Preparation.Provisioning.EAGER_ZEROED))
                                .controller(Optional.of("sata"))
                                .datastore(Optional.of("nfs-gold"))
                                .shared(true)
                                .build(),
                        PreparationDiskBuilder.builder()
                                .sizeGib(1)
                                .independent(true)
                                .build()))
                .nics(List.of(
                        new Preparation.Nic("Prod VLAN 41", Optional.of("00:50:56:01:02:03")),
                        new Preparation.Nic("network-12", Optional.empty())))
                .build();
    }

    private Copy prepared(String name, String copy, Preparation preparation) {
        return new Copy(name, named(name).id(), copy, true, Optional.empty(), preparation);
    }

    @Test
    public void aCopyIsPreparedAsItIsWantedAndItsOriginalIsAsBefore() throws IOException {
        List<SimVm> before = vsphere.vms();
        SourceDriver driver = driver();
        Copy wanted = prepared(RHEL, "copy", everything());
        assertThat(driver.cannotPrepare(wanted)).isEmpty();

        driver.copy(wanted);

        SimVm copy = named("copy");
        assertThat(copy)
                .extracting(SimVm::firmware, SimVm::cpus, SimVm::coresPerSocket, SimVm::memoryMib)
                .containsExactly("efi", 6, 3, 3072);
        assertThat(copy).extracting(SimVm::folder, SimVm::host).containsExactly("Databases", "host-32");
        assertThat(copy.disks())
                .extracting(disk -> disk.capacity() >> 30, SimVm.Disk::storage, SimVm.Disk::bus, SimVm.Disk::unitNumber)
                .containsExactly(
                        tuple(16L, "datastore-8", "scsi", 0),
                        tuple(3L, "datastore-8", "scsi", 1),
                        tuple(2L, "datastore-7", "sata", 0),
                        tuple(1L, "datastore-8", "scsi", 2));
        assertThat(copy.disks()).extracting(SimVm.Disk::shared).containsExactly(false, false, true, false);
        assertThat(copy.disks().get(3).mode()).isEqualTo("independent_persistent");
        assertThat(copy.disks()).extracting(SimVm.Disk::changeTracking).containsExactly(true, true, true, false);
        assertThat(copy.nics())
                .extracting(SimVm.Nic::network)
                .containsExactly("network-11", "dvportgroup-22", "network-12");
        assertThat(copy.nics().get(1).mac()).isEqualTo("00:50:56:01:02:03");
        assertThat(vsphere.vms()).containsAll(before);
    }

    @Test
    public void aRawDeviceIsTheLunOfTheEntry() throws IOException {
        Preparation raw = PreparationBuilder.builder()
                .disks(List.of(PreparationDiskBuilder.builder()
                        .rawDevice(Optional.of("physical"))
                        .build()))
                .build();
        driver().copy(prepared(RHEL, "copy", raw));
        assertThat(named("copy").disks())
                .extracting(SimVm.Disk::storageType)
                .containsExactly(SimVm.StorageType.image, SimVm.StorageType.lun);
        assertThat(named("copy").disks()).extracting(SimVm.Disk::changeTracking).containsExactly(true, false);
    }

    /** More than one controller takes. */
    @Test
    public void aFullControllerIsFollowedByAnother() throws IOException {
        Preparation twenty = PreparationBuilder.builder()
                .disks(Stream.generate(() ->
                                PreparationDiskBuilder.builder().sizeGib(1).build())
                        .limit(20)
                        .toList())
                .build();
        driver().copy(prepared(RHEL, "copy", twenty));
        assertThat(named("copy").disks())
                .hasSize(21)
                .allMatch(SimVm.Disk::changeTracking)
                .extracting(SimVm.Disk::controllerKey)
                .contains(1000, 1001);
        assertThat(named("copy").disks())
                .filteredOn(disk -> disk.unitNumber() == 7)
                .isEmpty();
    }

    @Test
    public void snapshotsAreATreeWithBranches() throws IOException {
        Preparation.Snapshot leaf = new Preparation.Snapshot("leaf", List.of());
        Preparation tree = PreparationBuilder.builder()
                .snapshots(List.of(new Preparation.Snapshot(
                        "root",
                        List.of(
                                new Preparation.Snapshot("left", List.of(leaf)),
                                new Preparation.Snapshot("right", List.of())))))
                .build();
        driver().copy(prepared(RHEL, "copy", tree));

        assertThat(named("copy").snapshots()).hasSize(4);
        assertThat(vim.snapshots(named("copy"))).isEqualTo("root(left(leaf()) right())");
    }

    @Test
    public void aLinkedCloneNeedsASnapshotOfThatName() throws IOException {
        String snapshot = named("ubuntu-no-tools").snapshots().get(0);
        Preparation linked = PreparationBuilder.builder()
                .linkedToSnapshot(Optional.of(snapshot))
                .build();
        SourceDriver driver = driver();
        assertThat(driver.cannotPrepare(prepared("ubuntu-no-tools", "copy", linked)))
                .isEmpty();
        driver.copy(prepared("ubuntu-no-tools", "copy", linked));
        assertThat(named("copy").disks()).hasSize(1);

        assertThat(driver.cannotPrepare(prepared(RHEL, "other", linked)).orElseThrow())
                .startsWith("VM mtv-tests-rhel8 of source provider vc has not one snapshot of the name " + snapshot);
    }

    @DataProvider
    public Object[][] places() {
        return new Object[][] {
            {
                PreparationBuilder.builder().datastore(Optional.of("gone")).build(),
                "No datastore of source provider vc is meant by \"gone\" in prepare; name one by its id, or by the last"
                        + " parts of its inventory path"
            },
            {
                PreparationBuilder.builder()
                        .nics(List.of(new Preparation.Nic("gone", Optional.empty())))
                        .build(),
                "No network of source provider vc is meant by \"gone\""
            },
            {
                PreparationBuilder.builder()
                        .resourcePool(Optional.of("west/Resources"))
                        .build(),
                "No resource pool of source provider vc is meant by \"west/Resources\""
            },
        };
    }

    @Test(dataProvider = "places")
    public void aPlaceThatIsNotThereIsToldBeforeAnythingIsDone(Preparation wanted, String told) throws IOException {
        List<SimVm> before = vsphere.vms();
        assertThat(driver().cannotPrepare(prepared(RHEL, "copy", wanted)).orElseThrow())
                .startsWith(told);
        assertThat(vsphere.vms()).isEqualTo(before);
    }

    @Test
    public void aVCenterWithoutTheApiPreparesNothing() throws IOException {
        api = new VCenterAutomationApi(vsphere);
        assertThat(driver().cannotPrepare(prepared(RHEL, "copy", everything())).orElseThrow())
                .contains("has no VI JSON API", "leave \"prepare\" of VM mtv-tests-rhel8 out");
    }

    @Test
    public void aVCenterWithoutTheApiSaysWhatItCannotDo() throws IOException {
        VCenterAutomationApi automation = new VCenterAutomationApi(vsphere);
        api = automation;
        SourceDriver driver = driver();

        assertThat(driver.cannotTrack().orElseThrow())
                .matches("vCenter localhost:\\d+ has no VI JSON API, which came with 8.0 U1, and this suite switches"
                        + " Changed Block Tracking on by no other: .*");
        driver.copy(new Copy(RHEL, named(RHEL).id(), "copy", false, Optional.of(Power.ON)));
        assertThat(named("copy").power()).isEqualTo(SimVm.PowerState.poweredOn);
        driver.delete("copy");
        assertThat(vsphere.vms()).extracting(SimVm::name).doesNotContain("copy");
    }

    @Test
    public void aVCenterThatIsNotInServiceIsNotTakenForAnOldOne() {
        api = request -> CompletableFuture.completedFuture(HttpAnswer.empty(503));
        assertThatThrownBy(() -> driver().find(RHEL, Optional.empty()))
                .hasMessageMatching("vCenter localhost:\\d+ is not in service: it answers 503");
    }
}
