package mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.await.Stop;
import mtv.cluster.Cluster;
import mtv.ledger.Creator;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.RunLabel;
import mtv.provider.driver.OpenShiftDriver;
import mtv.provider.driver.ParallelCopies;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SourceDriver;
import mtv.scenario.Creation;
import mtv.scenario.ResourceNames;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioVm;
import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import mtv.templates.Place;
import mtv.templates.ProviderTemplates;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Where the VMs come from: the source Provider, what MTV's inventory shows of it, and the VMs that scenarios need. */
public final class Source {

    private static final Logger LOG = LogManager.getLogger();

    /** Separates a VM's name from the number of its copy; no VM's name contains it. */
    private static final char NUMBER = '\0';

    private final SourceProviderEntry entry;
    private final ObjectRef provider;
    private final Inventory inventory;
    private final Optional<Copying> copying;

    private Source(SourceProviderEntry entry, ObjectRef provider, Inventory inventory, Optional<Copying> copying) {
        this.entry = entry;
        this.provider = provider;
        this.inventory = inventory;
        this.copying = copying;
    }

    /** What it takes to have VMs copied, and to ask their platform. */
    private record Copying(SourceDriver driver, Creator creator, int parallelism, OwnNamespace own) {}

    /**
     * Creates the Secret and the Provider and waits until MTV has connected and read the inventory. An OpenShift source
     * is entered with the session's own token, by default on the session's own cluster.
     */
    public static Source create(Settings settings, Creator creator, Place place, ResourceNames names) {
        SourceProviderEntry entry = settings.source().entry().orElseThrow();
        boolean skipVerify = settings.source().insecureSkipVerify();
        String name = names.resource("source-" + entry.type().id());
        Cluster cluster = creator.cluster();
        boolean openShift = entry.type() == SourceType.OPENSHIFT;
        Secret secret = creator.create(
                openShift
                        ? ProviderTemplates.tokenSecret(place, name, cluster.tokenForMtv(), true, Optional.empty())
                        : ProviderTemplates.sourceSecret(
                                place,
                                name,
                                entry,
                                skipVerify,
                                settings.source().caFile()));
        if (openShift && cluster.givesItsToken()) {
            FollowedToken.follow(cluster, cluster, secret);
        }
        String url = openShift && entry.url().isEmpty() ? cluster.apiUrl().toString() : entry.url();
        Provider ready = Providers.createReady(
                creator, ProviderTemplates.source(place.named(name), entry, url, secret), settings.waits());
        Inventory inventory =
                new Inventory(cluster, ready, entry.type(), settings.waits().inventory());
        SourceDriver driver = driver(settings, cluster, cluster.stop());
        return new Source(
                entry,
                Providers.ref(ready),
                inventory,
                Optional.of(new Copying(
                        driver,
                        creator,
                        settings.source().cloneParallelism(),
                        new OwnNamespace(creator, names.resource("source-vms")))));
    }

    /**
     * A source of somebody else's Provider, of which only MTV's inventory is read.
     *
     * @param known the settings' entry, which counts when it is of the same platform
     * @param limit how long the inventory may take
     */
    public static Source attached(Cluster hub, Provider found, Optional<SourceProviderEntry> known, Duration limit) {
        String name = found.getMetadata().getName();
        SourceType type = SourceType.of(String.valueOf(found.getSpec().type()))
                .orElseThrow(() -> new ProviderException("Provider " + name + " is of type "
                        + found.getSpec().type() + ", which this suite does not know"));
        SourceProviderEntry entry = known.filter(each -> each.type() == type)
                .orElseGet(() -> SourceProviderEntry.ofProvider(
                        name, type, Optional.ofNullable(found.getSpec().url()).orElse("")));
        return new Source(entry, Providers.ref(found), Inventory.of(hub, found, type, limit), Optional.empty());
    }

    /** How guests are entered, and what else is known of it. */
    public SourceProviderEntry entry() {
        return entry;
    }

    private Copying copying() {
        return copying.orElseThrow(() -> new IllegalStateException("this source is only read"));
    }

    public SourceType type() {
        return entry.type();
    }

    /** Whether its platform can be made to copy VMs. */
    public boolean clones() {
        return entry.cannotClone().isEmpty();
    }

    public ObjectRef provider() {
        return provider;
    }

    public Inventory inventory() {
        return inventory;
    }

    /**
     * Clones, creates and powers the VMs of a scenario as it asks, and waits until the inventory shows them so.
     *
     * @param copyName name of a VM that is made, by the scenario's; one that is made again has another text each time
     * @return the VMs to migrate, in the scenario's order
     */
    public List<PreparedVm> prepare(Scenario scenario, UnaryOperator<String> copyName) {
        List<AskedVm> asked = asked(scenario, copyName);
        List<AskedVm> copies =
                asked.stream().filter(each -> each.vm().madeByRun()).toList();
        List<AskedVm> asTheyAre = new ArrayList<>(asked);
        asTheyAre.removeAll(copies);
        List<PreparedVm> found = asTheyAre.isEmpty() ? List.of() : shown(asTheyAre);
        if (scenario.warm()) {
            refuseUntracked(found);
        }
        if (copies.isEmpty()) {
            return found;
        }
        try {
            make(copies);
        } catch (IOException e) {
            throw new ProviderException("Wanted "
                    + copies.stream().map(each -> each.vm().words()).distinct().collect(Collectors.joining(", "))
                    + " of source provider " + entry.key() + " to be made, but: " + e.getMessage());
        }
        return shown(asked);
    }

    private List<AskedVm> asked(Scenario scenario, UnaryOperator<String> copyName) {
        List<AskedVm> asked = new ArrayList<>();
        Map<String, Integer> copies = new HashMap<>();
        for (ScenarioVm vm : scenario.vms()) {
            if (vm.madeByRun()) {
                int copy = copies.merge(vm.name(), 1, Integer::sum);
                String original = copy < 2 ? vm.name() : vm.name() + NUMBER + copy;
                asked.add(new AskedVm(vm, copyName.apply(original), scenario.warm() && type() == SourceType.VSPHERE));
            } else {
                asked.add(AskedVm.asItIs(vm));
            }
        }
        return asked;
    }

    /** The VMs, once the inventory shows each as it is asked for. */
    private List<PreparedVm> shown(List<AskedVm> asked) {
        List<SourceVm> shown = inventory.vmsOnce(
                "MTV's inventory shows " + asked.stream().map(AskedVm::words).collect(Collectors.joining(", ")),
                vms -> asked.stream().allMatch(each -> vms.stream().anyMatch(each::fits)),
                vms -> asked.stream().map(each -> each.state(vms)).collect(Collectors.joining(", ")));
        List<PreparedVm> prepared = asked.stream()
                .map(each -> new PreparedVm(each.vm(), only(shown, each)))
                .toList();
        refuseProblems(prepared.stream().map(PreparedVm::source).toList());
        return prepared;
    }

    /** MTV refuses a machine without it, and cannot copy what has changed on a disk without it. */
    private void refuseUntracked(List<PreparedVm> vms) {
        String untracked = vms.stream()
                .map(PreparedVm::source)
                .filter(vm -> !AskedVm.untracked(vm).isEmpty())
                .map(vm -> "VM " + vm.words() + ": off for " + String.join(", ", AskedVm.untracked(vm)))
                .collect(Collectors.joining(System.lineSeparator()));
        if (!untracked.isEmpty()) {
            throw new ProviderException(
                    "Wanted Changed Block Tracking to be on, without which nothing migrates warm, but:"
                            + " the inventory of source provider " + entry.key() + " shows" + System.lineSeparator()
                            + untracked
                            + System.lineSeparator()
                            + "A VM that is not cloned is never changed: switch it on in vSphere and"
                            + " restart the VM, or migrate a copy with \"clone\": true");
        }
    }

    /** MTV would report these problems later, with fewer words or not at all. */
    private void refuseProblems(List<SourceVm> vms) {
        String problems = vms.stream()
                .filter(vm -> !vm.problems().isEmpty())
                .map(vm -> "VM " + vm.words() + ": " + String.join("; ", vm.problems()))
                .collect(Collectors.joining(System.lineSeparator()));
        if (!problems.isEmpty()) {
            throw new ProviderException("MTV cannot migrate what the inventory of source provider " + entry.key()
                    + " shows:" + System.lineSeparator() + problems);
        }
    }

    /**
     * The VMs that a scenario names, as the inventory shows them before any is cloned; without those not found alone.
     */
    public List<SourceVm> originals(Scenario scenario) {
        List<SourceVm> shown = inventory.vmsOnce("MTV's inventory shows its VMs", any -> true);
        return scenario.vms().stream()
                .map(vm -> meant(shown, vm))
                .filter(found -> found.size() == 1)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /**
     * The VMs that a scenario may mean, templates left out; one, unless it is not there or its name is no word for it.
     */
    public static List<SourceVm> meant(List<SourceVm> shown, ScenarioVm vm) {
        AskedVm asked = AskedVm.asItIs(vm);
        return shown.stream()
                .filter(each -> !each.template() && asked.isMeant(each))
                .toList();
    }

    /**
     * The same VMs as the inventory shows them after their migration, which may take it a moment.
     *
     * @return without those that it does not show any more
     */
    public List<SourceVm> afterwards(List<PreparedVm> before) {
        Map<String, Boolean> powers = before.stream()
                .collect(Collectors.toMap(
                        vm -> vm.source().id(),
                        vm -> vm.wanted().canceled() && vm.source().poweredOn()));
        return inventory.vmsOrLast(
                "MTV's inventory shows " + powers.keySet() + " powered off, but for those that were canceled",
                powers.keySet(),
                vm -> powers.get(vm.id()) ? vm.poweredOn() : vm.poweredOff());
    }

    /** When people stopped VMs on the source so far, in words, by the VMs' ids. */
    public Fact<Map<String, List<String>>> userStops() {
        return copying.map(source -> source.driver().userStops())
                .orElseGet(() -> Fact.unknown("its platform was not asked before the migration"));
    }

    /**
     * The stops since then. They are compared with the earlier ones, since the source's clock is not the cluster's.
     *
     * @param before what {@link #userStops} returned then
     */
    public Fact<Map<String, List<String>>> userStopsSince(Fact<Map<String, List<String>>> before) {
        return before.isKnown() ? userStops().map(now -> without(now, before.get())) : before;
    }

    private static Map<String, List<String>> without(Map<String, List<String>> now, Map<String, List<String>> before) {
        Map<String, List<String>> since = new HashMap<>();
        now.forEach((vm, stops) -> since.put(
                vm,
                stops.stream()
                        .filter(stop -> !before.getOrDefault(vm, List.of()).contains(stop))
                        .toList()));
        return since;
    }

    /** A VM that is to be made, once nothing can be refused any more. */
    private record Making(String name, Work work) {

        /** Makes it. */
        @FunctionalInterface
        interface Work {
            void make() throws IOException;
        }
    }

    /** All are looked for, and what can be refused is refused, before the first is made. */
    private void make(List<AskedVm> asked) throws IOException {
        List<Making> all = new ArrayList<>();
        for (AskedVm each : asked) {
            Optional<Creation> creation = each.vm().creation();
            all.add(creation.isPresent() ? creation(each, creation.get()) : copy(each));
        }
        if (asked.stream().anyMatch(AskedVm::tracked)) {
            copying().driver().cannotTrack().ifPresent(why -> {
                throw new ProviderException("Wanted Changed Block Tracking to be on for copies, without which nothing"
                        + " migrates warm, but: " + why);
            });
        }
        new ParallelCopies(copying().parallelism()).each(all, Making::name, each -> noted(each.name(), each.work()));
    }

    private void noted(String name, Making.Work work) throws IOException {
        copying().creator().ledger().change(CloneUndo.entry(entry.key(), name), () -> {
            work.make();
            return name;
        });
    }

    private Making copy(AskedVm asked) throws IOException {
        ScenarioVm vm = asked.vm();
        String original = copying().driver().find(vm.name(), idOf(vm)).orElseThrow(() -> notThere(vm));
        SourceDriver.Copy copy = new SourceDriver.Copy(
                vm.name(), original, asked.name(), asked.tracked(), vm.sourceVmPower(), vm.preparation());
        copying().driver().cannotPrepare(copy).ifPresent(why -> {
            throw new ProviderException(why);
        });
        return new Making(copy.name(), () -> {
            copying().driver().copy(copy);
            LOG.info("Cloned source VM {} to {}", copy.vmName(), copy.name());
        });
    }

    private Making creation(AskedVm asked, Creation wanted) throws IOException {
        List<String> missing = copying().driver().missing(wanted);
        if (!missing.isEmpty()) {
            throw new ProviderException("VM " + asked.vm().name() + " cannot be created of " + wanted.words() + ": "
                    + String.join("; ", missing));
        }
        return new Making(asked.name(), () -> {
            Copying means = copying();
            String namespace = wanted.namespace().orElseGet(means.own()::name);
            Map<String, String> labels =
                    Map.of(RunLabel.KEY, means.creator().ledger().runId());
            means.driver()
                    .create(new SourceDriver.NewVm(
                            asked.name(), namespace, labels, asked.vm().sourceVmPower(), wanted));
            LOG.info("Created source VM {}/{} of {}", namespace, asked.name(), wanted.words());
        });
    }

    /** Ends the session with the source. */
    public void close() {
        copying.ifPresent(source -> source.driver().close());
    }

    /** vCenter's list of VMs has no templates; MTV's inventory has. */
    private ProviderException notThere(ScenarioVm vm) {
        boolean template = inventory.vmsOnce("MTV's inventory shows its VMs", any -> true).stream()
                .anyMatch(each -> each.template() && each.name().equals(vm.name()));
        return new ProviderException(
                template
                        ? "VM " + vm.name() + " of source provider " + entry.key()
                                + " is a template, which is not cloned as a VM is: make it a VM, or name one that was"
                                + " deployed from it"
                        : "VM " + vm.name() + " does not exist on source provider " + entry.key()
                                + ", so it cannot be cloned");
    }

    /** What the scenario says besides the name, as the platform's id; empty when it says nothing. */
    private Optional<String> idOf(ScenarioVm vm) {
        if (vm.path().isEmpty() && vm.namespace().isEmpty()) {
            return vm.id();
        }
        AskedVm original = AskedVm.asItIs(vm);
        List<SourceVm> shown = inventory.vmsOnce(
                "MTV's inventory shows " + vm.words(),
                vms -> vms.stream().anyMatch(original::isMeant),
                original::state);
        return Optional.of(only(shown, original).id());
    }

    private SourceVm only(List<SourceVm> shown, AskedVm asked) {
        List<SourceVm> found = asked.meantOf(shown);
        if (found.size() != 1) {
            throw new ProviderException(found.size() + " VMs in the inventory of source provider " + entry.key()
                    + " have the name " + asked.name()
                    + found.stream().map(SourceVm::words).collect(Collectors.joining(", ", ": ", ""))
                    + "; say which by \"id\" or by "
                    + (type() == SourceType.OPENSHIFT ? "\"namespace\"" : "\"path\"")
                    + " beside its name in the scenario");
        }
        return found.get(0);
    }

    /**
     * The undo of what a source's driver did; needs no Provider, so that it serves after a killed run too.
     *
     * @param hub a session that may clean up
     */
    public static CloneUndo undo(Settings settings, Cluster hub) {
        return new CloneUndo(
                settings.source().entry().map(SourceProviderEntry::key), () -> driver(settings, hub, Stop.never()));
    }

    /**
     * A driver of the source that the settings name, which is to be closed.
     *
     * @param cluster that MTV runs on, which is the source itself if that is an OpenShift
     */
    public static SourceDriver driver(Settings settings, Cluster cluster, Stop stop) {
        SourceProviderEntry entry = settings.source().entry().orElseThrow();
        return entry.type() == SourceType.OPENSHIFT && entry.cannotClone().isEmpty()
                ? new OpenShiftDriver(entry, cluster, settings.waits().sourceClone())
                : SourceDriver.of(entry, settings.source(), settings.waits(), stop, cluster.wire());
    }

    /** @param source as the inventory showed it before the migration */
    public record PreparedVm(ScenarioVm wanted, SourceVm source) {}
}
