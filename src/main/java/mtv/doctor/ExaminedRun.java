package mtv.doctor;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.cluster.Cluster;
import mtv.cluster.Clusters;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.observe.ProductVersions;
import mtv.provider.Destination;
import mtv.provider.Inventory;
import mtv.scenario.PlannedRun;
import mtv.scenario.ScenarioVm;
import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import mtv.settings.value.DestinationRights;
import mtv.vm.SourceVm;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A run whose sessions are open, with what several examinations want to know; each of it is read once. */
final class ExaminedRun {

    private final PlannedRun planned;
    private final Destination.Kind kind;
    private final Clusters clusters;
    private final OnceRead<ProductVersions> versions;
    private final OnceRead<Optional<GenericKubernetesResource>> controller;
    private final OnceRead<List<Provider>> providers;
    private final OnceRead<Optional<List<SourceVm>>> shown;

    ExaminedRun(PlannedRun planned, Destination.Kind kind, Clusters clusters) {
        this.planned = planned;
        this.kind = kind;
        this.clusters = clusters;
        this.versions = new OnceRead<>(() -> ProductVersions.of(clusters));
        this.controller = new OnceRead<>(this::readController);
        this.providers = new OnceRead<>(this::readProviders);
        this.shown = new OnceRead<>(this::readInventory);
    }

    PlannedRun planned() {
        return planned;
    }

    Settings settings() {
        return planned.settings();
    }

    /** Whether MTV enters a remote destination with these rights, in any migration. */
    boolean entersWith(DestinationRights rights) {
        return kind == Destination.Kind.REMOTE
                && planned.runSettings().anyMatch(each -> each.destinationRights() == rights);
    }

    boolean isWarm() {
        return planned.scenarios().stream().anyMatch(scenario -> scenario.warm());
    }

    Clusters clusters() {
        return clusters;
    }

    Cluster hub() {
        return clusters.hub();
    }

    Cluster destination() {
        return clusters.destination();
    }

    SourceProviderEntry source() {
        return settings().source().entry().orElseThrow();
    }

    Stream<ScenarioVm> vms() {
        return planned.scenarios().stream().flatMap(scenario -> scenario.vms().stream());
    }

    /** Releases that cannot be read are empty. */
    ProductVersions versions() throws IOException {
        return versions.get();
    }

    /** MTV's settings; empty when its operator has none to go by. */
    Optional<GenericKubernetesResource> controller() throws IOException {
        return controller.get();
    }

    private Optional<GenericKubernetesResource> readController() {
        return ResourceKind.FORKLIFT_CONTROLLER
                .on(hub().client())
                .inNamespace(hub().mtvNamespace())
                .list()
                .getItems()
                .stream()
                .findFirst();
    }

    /** A Provider that MTV has of the same source already, of whomever; one that is Ready if there is any. */
    Optional<Provider> provider() throws IOException {
        return providers().stream().max((one, other) -> Boolean.compare(one.has("Ready"), other.has("Ready")));
    }

    /** All Providers that MTV has of the same source. */
    List<Provider> providers() throws IOException {
        return providers.get();
    }

    private List<Provider> readProviders() {
        return hub().client().resources(Provider.class).inAnyNamespace().list().getItems().stream()
                .filter(this::isOfSource)
                .toList();
    }

    private boolean isOfSource(Provider other) {
        return other.getSpec() != null
                && source().type().id().equals(other.getSpec().type())
                && bare(source().url()).equals(bare(other.getSpec().url()));
    }

    private static String bare(String url) {
        return url == null ? "" : url.replaceAll("/+$", "");
    }

    /** The source's VMs as MTV shows them by that Provider; empty without one, and while it is loading. */
    Optional<List<SourceVm>> shown() throws IOException {
        return shown.get();
    }

    private Optional<List<SourceVm>> readInventory() throws IOException {
        Optional<Provider> ready = provider().filter(any -> any.has("Ready"));
        return ready.isEmpty()
                ? Optional.empty()
                : Inventory.of(
                                hub(),
                                ready.get(),
                                source().type(),
                                settings().waits().inventory())
                        .vmsNow();
    }
}
