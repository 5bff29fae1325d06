package mtv.provider;

import mtv.model.RunLabel;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SourceDriver;
import mtv.scenario.Creation;
import mtv.scenario.ScenarioVm;
import mtv.settings.SourceProviderEntry;
import mtv.vm.Fact;
import mtv.vm.SourceVm;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the VMs that a run migrates and removes again: copies of others, and new ones; each is in the ledger first. */
final class VmMaker implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();

    private final SourceProviderEntry entry;
    private final Inventory inventory;
    private final SourceDriver driver;
    private final int parallelism;
    private final OwnNamespace own;

    /**
     * @param parallelism how many are made at once
     * @param own where VMs are created that say nothing of a namespace
     */
    VmMaker(SourceProviderEntry entry, Inventory inventory, SourceDriver driver, int parallelism, OwnNamespace own) {
        this.entry = entry;
        this.inventory = inventory;
        this.driver = driver;
        this.parallelism = parallelism;
        this.own = own;
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
    void make(List<AskedVm> asked) throws IOException {
        List<Making> all = new ArrayList<>();
        for (AskedVm each : asked) {
            Optional<Creation> creation = each.vm().creation();
            all.add(creation.isPresent() ? creation(each, creation.get()) : copy(each));
        }
        if (asked.stream().anyMatch(AskedVm::tracked)) {
            driver.cannotTrack().ifPresent(why -> {
                throw new ProviderException("Wanted Changed Block Tracking to be on for copies, without which nothing"
                        + " migrates warm, but: " + why);
            });
        }
        new ParallelCopies(parallelism).each(all, Making::name, each -> noted(each.name(), each.work()));
    }

    private void noted(String name, Making.Work work) throws IOException {
        own.ledger().change(CloneUndo.entry(entry.key(), name), () -> {
            work.make();
            return name;
        });
    }

    private Making copy(AskedVm asked) throws IOException {
        ScenarioVm vm = asked.vm();
        String original = driver.find(vm.name(), idOf(vm)).orElseThrow(() -> notThere(vm));
        SourceDriver.Copy copy = new SourceDriver.Copy(
                vm.name(), original, asked.name(), asked.tracked(), vm.sourceVmPower(), vm.preparation());
        driver.cannotPrepare(copy).ifPresent(why -> {
            throw new ProviderException(why);
        });
        return new Making(copy.name(), () -> {
            driver.copy(copy);
            LOG.info("Cloned source VM {} to {}", copy.vmName(), copy.name());
        });
    }

    private Making creation(AskedVm asked, Creation wanted) throws IOException {
        List<String> missing = driver.missing(wanted);
        if (!missing.isEmpty()) {
            throw new ProviderException("VM " + asked.vm().name() + " cannot be created of " + wanted.words() + ": "
                    + String.join("; ", missing));
        }
        return new Making(asked.name(), () -> {
            String namespace = wanted.namespace().orElseGet(own::name);
            Map<String, String> labels = Map.of(RunLabel.KEY, own.ledger().runId());
            driver.create(new SourceDriver.NewVm(
                    asked.name(), namespace, labels, asked.vm().sourceVmPower(), wanted));
            LOG.info("Created source VM {}/{} of {}", namespace, asked.name(), wanted.words());
        });
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
        return Optional.of(original.soleOf(shown, entry).id());
    }

    /** When people stopped VMs on the platform so far, in words, by the VMs' ids. */
    Fact<Map<String, List<String>>> userStops() {
        return driver.userStops();
    }

    /** Ends the session with the platform. */
    @Override
    public void close() {
        driver.close();
    }
}
