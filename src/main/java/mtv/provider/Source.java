package mtv.provider;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.await.Stop;
import mtv.cluster.Cluster;
import mtv.ledger.Creator;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.openshift.OpenShiftDriver;
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

    /** Separates a VM's name from the number of its copy; no VM's name contains it. */
    private static final char NUMBER = '\0';

    private final SourceProviderEntry entry;
    private final ObjectRef provider;
    private final Inventory inventory;
    private final Optional<VmMaker> maker;

    private Source(SourceProviderEntry entry, ObjectRef provider, Inventory inventory, Optional<VmMaker> maker) {
        this.entry = entry;
        this.provider = provider;
        this.inventory = inventory;
        this.maker = maker;
    }

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
                Optional.of(new VmMaker(
                        entry,
                        inventory,
                        driver,
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
            maker().make(copies);
        } catch (IOException e) {
            throw new ProviderException("Wanted "
                    + copies.stream().map(each -> each.vm().words()).distinct().collect(Collectors.joining(", "))
                    + " of source provider " + entry.key() + " to be made, but: " + e.getMessage());
        }
        return shown(asked);
    }

    private VmMaker maker() {
        return maker.orElseThrow(() -> new IllegalStateException("this source is only read"));
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
                .map(each -> new PreparedVm(each.vm(), each.soleOf(shown, entry)))
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
        return maker.map(VmMaker::userStops)
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

    /** Ends the session with the source. */
    public void close() {
        maker.ifPresent(VmMaker::close);
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
                : SourceDrivers.of(entry, settings.source(), settings.waits(), stop, cluster.wire());
    }

    /** @param source as the inventory showed it before the migration */
    public record PreparedVm(ScenarioVm wanted, SourceVm source) {}
}
