package mtv.provider;

import mtv.provider.driver.ProviderException;
import mtv.scenario.Power;
import mtv.scenario.ScenarioVm;
import mtv.settings.SourceProviderEntry;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A VM of a scenario as it is looked for in the inventory.
 *
 * @param name of what is to migrate: the VM, or its copy
 * @param tracked whether the copy must have changed block tracking
 */
record AskedVm(ScenarioVm vm, String name, boolean tracked) {

    /** The VM itself, not a copy of it. */
    static AskedVm asItIs(ScenarioVm vm) {
        return new AskedVm(vm, vm.name(), false);
    }

    /** What of a VM has no changed block tracking, in words; none where nothing is known of it. */
    static List<String> untracked(SourceVm vm) {
        return vm.untracked().value().orElse(List.of());
    }

    /** Whether it is meant, and is as the scenario asks. */
    boolean fits(SourceVm shown) {
        boolean powerFits = vm.sourceVmPower()
                .map(power -> power == Power.ON ? shown.poweredOn() : shown.poweredOff())
                .orElse(true);
        return isMeant(shown) && powerFits && (!tracked || untracked(shown).isEmpty());
    }

    /** A copy is known by its name, of which there is only one. */
    boolean isMeant(SourceVm shown) {
        return shown.name().equals(name) && (!isTheVmItself() || isWhereTheScenarioSays(shown));
    }

    private boolean isTheVmItself() {
        return name.equals(vm.name());
    }

    private boolean isWhereTheScenarioSays(SourceVm shown) {
        return vm.id().map(shown.id()::equals).orElse(true)
                && vm.path().map(path -> isAt(shown, path)).orElse(true)
                && vm.namespace()
                        .map(namespace -> shown.path().equals(namespace + "/" + name))
                        .orElse(true);
    }

    /** Whether a path, or the end of one, leads to the VM or to what it is in. */
    private static boolean isAt(SourceVm shown, String path) {
        String end = "/" + path.replaceAll("^/+|/+$", "");
        String whole = "/" + shown.path().replaceAll("^/+", "");
        return whole.endsWith(end) || whole.substring(0, whole.lastIndexOf('/')).endsWith(end);
    }

    /** All that are meant; a template only where no VM has its name. */
    List<SourceVm> meantOf(List<SourceVm> shown) {
        List<SourceVm> meant = shown.stream().filter(this::isMeant).toList();
        List<SourceVm> machines =
                meant.stream().filter(each -> !each.template()).toList();
        return machines.isEmpty() ? meant : machines;
    }

    /** What is asked, for people. */
    String words() {
        return called()
                + vm.sourceVmPower()
                        .map(power -> " powered " + power.name().toLowerCase(Locale.ROOT))
                        .orElse("")
                + (tracked ? " with Changed Block Tracking" : "");
    }

    /** What the inventory shows of it, for people. */
    String state(List<SourceVm> shown) {
        return shown.stream()
                .filter(this::isMeant)
                .findFirst()
                .map(this::state)
                .orElseGet(() -> called() + " is none of its " + shown.size() + " VMs" + others(shown));
    }

    private String state(SourceVm shown) {
        return name + " is " + shown.powerWords()
                + (tracked && !untracked(shown).isEmpty()
                        ? " and has Changed Block Tracking off for " + String.join(", ", untracked(shown))
                        : "");
    }

    private String called() {
        return vm.madeByRun() ? name : vm.words();
    }

    private String others(List<SourceVm> shown) {
        String others = shown.stream()
                .filter(each -> each.name().equals(name)
                        || vm.id().filter(each.id()::equals).isPresent())
                .map(SourceVm::words)
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : "; of that name or id: " + others;
    }

    /** @throws ProviderException unless exactly one of those that are shown is meant */
    SourceVm soleOf(List<SourceVm> shown, SourceProviderEntry entry) {
        List<SourceVm> found = meantOf(shown);
        if (found.size() != 1) {
            throw new ProviderException(found.size() + " VMs in the inventory of source provider " + entry.key()
                    + " have the name " + name
                    + found.stream().map(SourceVm::words).collect(Collectors.joining(", ", ": ", ""))
                    + "; say which by \"id\" or by "
                    + (entry.type() == SourceType.OPENSHIFT ? "\"namespace\"" : "\"path\"")
                    + " beside its name in the scenario");
        }
        return found.get(0);
    }
}
