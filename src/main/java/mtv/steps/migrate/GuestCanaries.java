package mtv.steps.migrate;

import mtv.await.WaitException;
import mtv.check.compare.Canary;
import mtv.model.Migration;
import mtv.model.Precopy;
import mtv.model.VmStatus;
import mtv.observe.SourceShell;
import mtv.provider.Source;
import mtv.provider.Source.PreparedVm;
import mtv.scenario.Scenario;
import mtv.settings.RunSettings;
import mtv.settings.SourceProviderEntry;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Lets the guests of the sources write while they are copied: before the first copy, after each copy that the watch of
 * the Migration shows to have ended, and when the cutover begins. Only what a guest has confirmed counts, since a guest
 * that is about to stop may not come to it.
 */
public final class GuestCanaries {

    /** Where no guest writes. */
    public static final GuestCanaries NONE = new GuestCanaries(Map.of());

    private static final Logger LOG = LogManager.getLogger();

    /** The phases of a cutover in which the source still runs, or is only just told to stop. */
    private static final Set<String> CUTOVER = Set.of("StorePowerState", "PowerOffSource", "WaitForPowerOff");

    private final Map<String, Guest> guests;

    private GuestCanaries(Map<String, Guest> guests) {
        this.guests = guests;
    }

    /**
     * Looks at what is known before any VM is cloned.
     *
     * @throws MigrationException when nobody could write or look for it, with what to do
     */
    public static void require(Scenario scenario, RunSettings settings, Source source) {
        if (!scenario.guestCanary()) {
            return;
        }
        if (!settings.checkSsh()) {
            throw refused(scenario, "check_ssh is false, so nobody would look for what they wrote", "set check_ssh, ");
        }
        source.originals(scenario).stream()
                .filter(SourceVm::isWindows)
                .findFirst()
                .ifPresent(vm -> {
                    throw refused(
                            scenario,
                            "VM " + vm.words() + " runs Windows, and the commands are for the shell of Linux",
                            "name VMs with Linux, ");
                });
    }

    /**
     * Writes for the first time, which shows whether the guests can be entered at all.
     *
     * @throws MigrationException when one of them cannot, with what to do
     */
    public static GuestCanaries begin(RunContext run, MigrationRequest task, Source source) {
        if (!task.scenario().guestCanary()) {
            return NONE;
        }
        SourceProviderEntry entry = source.entry();
        String directory = "/var/tmp/" + run.names().resource(task.name() + "-canary");
        ExecutorService workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mtv-canary");
            thread.setDaemon(true);
            return thread;
        });
        Map<String, Guest> guests = new TreeMap<>();
        for (SourceVm vm : told(task, source)) {
            Fact<SourceShell> shell = SourceShell.of(vm, entry);
            if (!shell.isKnown()) {
                throw refused(task, "VM " + vm.words() + ": " + shell.origin(), "");
            }
            guests.put(vm.id(), new Guest(run, vm, directory, shell.get(), workers));
        }
        guests.values().forEach(guest -> guest.first(task));
        return new GuestCanaries(guests);
    }

    /** The VMs to migrate, once the inventory tells an address of each of their guests. */
    private static List<SourceVm> told(MigrationRequest task, Source source) {
        Set<String> ids =
                task.kept().stream().map(PreparedVm::source).map(SourceVm::id).collect(Collectors.toSet());
        try {
            return source
                    .inventory()
                    .vmsOnce(
                            "MTV's inventory shows addresses of the guests of " + ids + ", for guest_canary",
                            vms -> vms.stream().filter(vm -> reachable(vm, ids)).count() == ids.size())
                    .stream()
                    .filter(vm -> reachable(vm, ids))
                    .toList();
        } catch (WaitException.OutOfTime e) {
            throw refused(task, e.getMessage(), "start the VMs, and see to it that the guests' tools run; ");
        }
    }

    private static boolean reachable(SourceVm vm, Set<String> ids) {
        return ids.contains(vm.id()) && !vm.reachable().isEmpty();
    }

    private static MigrationException refused(MigrationRequest task, String why, String remedy) {
        return refused(task.scenario(), why, remedy);
    }

    private static MigrationException refused(Scenario scenario, String why, String remedy) {
        return new MigrationException("Scenario " + scenario.name()
                + " wants the guests of its sources to write while they are copied (guest_canary), but: " + why
                + System.lineSeparator() + "Nothing of the scenario was created on the clusters: " + remedy
                + "let this machine reach port 22 of the guests, by guest_ssh_proxy of the source provider's entry if"
                + " it cannot itself, correct guest_vm_linux_user and its password there, or leave guest_canary out");
    }

    /** Every state of the Migration; returns at once. */
    public void saw(Migration migration) {
        if (guests.isEmpty()
                || migration.getStatus() == null
                || migration.getStatus().vms() == null) {
            return;
        }
        String run = migration.getMetadata().getName();
        migration.getStatus().vms().stream()
                .filter(vm -> vm != null && vm.id() != null && guests.containsKey(vm.id()))
                .forEach(vm -> guests.get(vm.id()).saw(run, vm));
    }

    /** What the guests have confirmed, by the VMs' ids, when they have come to an end with what they were told. */
    public Map<String, Canary> confirmed() {
        Map<String, Canary> confirmed = new TreeMap<>();
        guests.forEach((id, guest) -> confirmed.put(id, guest.confirmed()));
        return confirmed;
    }

    /** One VM's. */
    private static final class Guest {

        private final RunContext run;
        private final SourceVm vm;
        private final SourceShell shell;
        private final Canary canary;
        private final ExecutorService workers;
        private final List<Canary.Write> writes = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private boolean lockedOut;
        private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

        Guest(RunContext run, SourceVm vm, String directory, SourceShell shell, ExecutorService workers) {
            this.run = run;
            this.vm = vm;
            this.shell = shell;
            this.canary = new Canary(directory, List.of());
            this.workers = workers;
        }

        /** A guest that was started a moment ago is tried again. */
        void first(MigrationRequest task) {
            String[] why = {"nothing was tried"};
            try {
                run.hub()
                        .await("the guest of VM " + vm.name() + " writes on its source")
                        .polling(
                                run.settings().waits().ssh(),
                                () -> {
                                    why[0] = write("before the first copy").orElse("");
                                    if (lockedOut) {
                                        throw refused(task, "VM " + vm.words() + ": " + why[0], "");
                                    }
                                    return Optional.of(why[0]).filter(String::isEmpty);
                                },
                                () -> why[0]);
            } catch (WaitException.OutOfTime e) {
                throw refused(task, "VM " + vm.words() + ": " + why[0], "");
            }
        }

        /** @param migration of which each copy is another one */
        synchronized void saw(String migration, VmStatus status) {
            if (status.warm() != null && status.warm().precopies() != null) {
                List<Precopy> ended = status.warm().precopies().stream()
                        .filter(copy -> copy != null && copy.end() != null)
                        .toList();
                if (!ended.isEmpty() && status.warm().precopies().size() == ended.size()) {
                    later(migration, "after copy " + ended.size());
                }
            }
            if (CUTOVER.contains(String.valueOf(status.phase()))) {
                later(migration, "at the cutover");
            }
        }

        private void later(String migration, String when) {
            if (seen.add(migration + " " + when)) {
                last = last.thenRunAsync(
                        () -> write(when)
                                .ifPresent(why -> LOG.warn(
                                        "The guest of VM {} did not write {}, and so it does not count: {}",
                                        vm.name(),
                                        when,
                                        why)),
                        workers);
            }
        }

        /** @return why it was not confirmed */
        private Optional<String> write(String when) {
            int number = writes.size() + 1;
            String note = "canary " + vm.name() + " " + when;
            Optional<Map<String, String>> recorded = run.hub().wire().noted(note);
            String why =
                    recorded.map(facts -> facts.getOrDefault("refusal", "")).orElseGet(() -> asked(number));
            run.hub().wire().note(note, Map.of("refusal", why));
            if (why.isEmpty()) {
                writes.add(new Canary.Write(number, when));
                LOG.info("The guest of VM {} has written {}", vm.name(), when);
            }
            return Optional.of(why).filter(text -> !text.isEmpty());
        }

        private String asked(int number) {
            try {
                String answer = shell.answer(canary.write(number));
                return answer.equals(canary.line(number)) ? "" : "it answers \"" + answer + "\"";
            } catch (IOException e) {
                lockedOut = e instanceof SourceShell.LockedOutException;
                return String.valueOf(e.getMessage());
            }
        }

        Canary confirmed() {
            CompletableFuture<Void> all;
            synchronized (this) {
                all = last;
            }
            all.join();
            return new Canary(canary.directory(), writes);
        }
    }
}
