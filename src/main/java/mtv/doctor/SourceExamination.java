package mtv.doctor;

import mtv.await.Stop;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.model.ApiFailure;
import mtv.model.Condition;
import mtv.model.Provider;
import mtv.provider.Providers;
import mtv.provider.Source;
import mtv.provider.SourceDrivers;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SourceDriver;
import mtv.record.RecordedConnection;
import mtv.scenario.PlannedRun;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioVm;
import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import mtv.settings.SourceSettings;
import mtv.vm.SourceType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether the source lets this machine in, which makes VMs there, and has the VMs to clone and what others are created
 * of; and whether it lets MTV in, where MTV has a Provider of it already.
 */
final class SourceExamination implements Examination {

    @Override
    public List<HealthFinding> examine(ExaminedRun run) throws IOException {
        List<HealthFinding> findings = new ArrayList<>(originals(
                run.planned(),
                () -> Source.driver(run.settings(), run.hub(), run.hub().stop())));
        run.provider().ifPresent(provider -> findings.add(reached(provider)));
        return findings;
    }

    private static HealthFinding reached(Provider provider) {
        String name = "Provider " + provider.getMetadata().getNamespace() + "/"
                + provider.getMetadata().getName();
        return provider.has("Ready") || provider.conditions().stream().noneMatch(Condition::blocks)
                ? HealthFinding.good(Area.SOURCE, "MTV has " + name + " of the same source already")
                : HealthFinding.warning(
                        Area.SOURCE,
                        "MTV has " + name + " of the same source, and it is not Ready: " + Providers.state(provider),
                        "see whether the run's Provider would have the same trouble");
    }

    /**
     * The same as far as no session with a cluster is needed for it.
     *
     * @param stop of the run
     * @param wire looks on, or answers
     */
    static List<HealthFinding> withoutCluster(PlannedRun planned, Stop stop, RecordedConnection wire) {
        Settings settings = planned.settings();
        SourceProviderEntry entry = settings.source().entry().orElseThrow();
        return entry.type() == SourceType.OPENSHIFT
                ? List.of()
                : originals(planned, () -> SourceDrivers.of(entry, settings.source(), settings.waits(), stop, wire));
    }

    /** One login and one list, however many VMs there are; nothing is asked of a source on which nothing is made. */
    private static List<HealthFinding> originals(PlannedRun planned, Supplier<SourceDriver> opening) {
        // MTV's inventory knows paths and namespaces, the source itself does not
        List<ScenarioVm> asked = planned.scenarios().stream()
                .flatMap(scenario -> scenario.vms().stream())
                .filter(vm -> vm.creation().isPresent()
                        || vm.cloned() && vm.path().isEmpty() && vm.namespace().isEmpty())
                .distinct()
                .toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        SourceDriver driver = opening.get();
        try {
            return look(driver, planned, asked);
        } catch (IOException e) {
            SourceSettings source = planned.settings().source();
            return List.of(HealthFinding.error(
                    Area.SOURCE,
                    "source provider " + source.entry().orElseThrow().key() + " does not let this machine make VMs: "
                            + ApiFailure.words(e),
                    "correct its entry in " + source.providersFile()));
        } finally {
            driver.close();
        }
    }

    private static List<HealthFinding> look(SourceDriver driver, PlannedRun planned, List<ScenarioVm> asked)
            throws IOException {
        SourceProviderEntry entry = planned.settings().source().entry().orElseThrow();
        List<HealthFinding> findings = new ArrayList<>();
        for (ScenarioVm vm : asked) {
            // a refused login is one finding, and not one for each VM
            (vm.creation().isPresent() ? missing(driver, vm) : original(driver, vm, entry).stream())
                    .filter(finding -> !findings.contains(finding))
                    .forEach(findings::add);
        }
        boolean tracked = entry.type() == SourceType.VSPHERE
                && planned.scenarios().stream()
                        .filter(Scenario::warm)
                        .flatMap(scenario -> scenario.vms().stream())
                        .anyMatch(ScenarioVm::cloned);
        if (tracked) {
            driver.cannotTrack()
                    .ifPresent(why -> findings.add(HealthFinding.error(
                            Area.SOURCE,
                            "copies cannot get Changed Block Tracking, without which nothing migrates warm: " + why,
                            "")));
        }
        if (findings.isEmpty()) {
            findings.add(HealthFinding.good(
                    Area.SOURCE,
                    "source provider " + entry.key() + " lets this machine in, and has what VMs are made of"));
        }
        return findings;
    }

    private static Stream<HealthFinding> missing(SourceDriver driver, ScenarioVm vm) throws IOException {
        return driver.missing(vm.creation().orElseThrow()).stream()
                .map(what -> HealthFinding.error(
                        Area.MACHINES, "VM " + vm.name() + " cannot be created: " + what, "correct its \"create\""));
    }

    private static Optional<HealthFinding> original(SourceDriver driver, ScenarioVm vm, SourceProviderEntry entry)
            throws IOException {
        try {
            Optional<String> original = driver.find(vm.name(), vm.id());
            if (original.isEmpty()) {
                return Optional.of(HealthFinding.error(
                        Area.MACHINES,
                        "VM " + vm.words() + " does not exist on source provider " + entry.key()
                                + ", so it cannot be cloned",
                        "name a VM of it in the scenario, and no template"));
            }
            SourceDriver.Copy copy = new SourceDriver.Copy(
                    vm.name(), original.get(), vm.name(), false, vm.sourceVmPower(), vm.preparation());
            return driver.cannotPrepare(copy).map(why -> HealthFinding.error(Area.MACHINES, why, ""));
        } catch (ProviderException e) {
            return Optional.of(HealthFinding.error(Area.SOURCE, e.getMessage(), ""));
        }
    }
}
