package mtv.sandbox.forklift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.Scratch;
import mtv.model.ConditionedResource;
import mtv.model.MapPair;
import mtv.model.Migration;
import mtv.model.MigrationRecord;
import mtv.model.MigrationSpec;
import mtv.model.NetworkMap;
import mtv.model.NetworkMapSpec;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanSpecBuilder;
import mtv.model.PlanStatus;
import mtv.model.PlanVm;
import mtv.model.PlanVmBuilder;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.ProviderSpec;
import mtv.model.StorageMap;
import mtv.model.StorageMapSpec;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.sandbox.SourceServers;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.apiserver.ApiServerConfig;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.faults.FaultCatalogue;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.guest.Guests;
import mtv.sandbox.inventory.InventoryState;
import mtv.sandbox.kubevirt.Virtualization;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;
import mtv.sandbox.tls.Certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A cluster with MTV, KubeVirt and CDI, and a vSphere as its source. Its time stands still while the test does not
 * wait.
 */
final class TestCluster implements AutoCloseable {

    static final String MTV = "openshift-mtv";
    static final String TARGET = "apps-t1";

    private final SandboxClock clock;
    private final Faults faults;
    private final ApiServer api;
    private final SourceServers sources;
    private final Virtualization virtualization;
    private final Forklift forklift;
    private final KubernetesClient client;
    /** The sandbox's machines of vSphere, for which somebody has switched changed block tracking on, but for one. */
    private static final Path TRACKED = tracked();

    private final SandboxTime time;

    /** @param armed faults, each with its scope */
    TestCluster(String... armed) {
        this(1000, armed);
    }

    /** @param timeScale simulated seconds per real second at most, since nothing is simulated while a test looks */
    TestCluster(double timeScale, String... armed) {
        clock = new SandboxClock(timeScale);
        faults = new Faults(FaultCatalogue.of(Set.of(armed), List.of()), clock);
        Certificate certificate = Certificate.loopback();
        api = ApiServer.start(ApiServerConfig.of(clock, certificate, Map.of()).withFaults(faults));
        MtvKinds.install(api);
        client = api.clientFor("kubeadmin");
        sources = SourceServers.start(
                api.vertx(),
                certificate,
                new Platforms(clock, certificate.thumbprint(), 7, "pw", Optional.of(TRACKED)));
        client.load(getClass().getResourceAsStream("/mtv/sandbox/forklift/cluster.yaml"))
                .create();
        client.load(getClass().getResourceAsStream("/mtv/sandbox/forklift/profile.yaml"))
                .updateStatus();
        virtualization = new Virtualization(api, clock, new Guests("guest-secret")).start();
        forklift =
                new Forklift(new ForkliftContext(api, clock, sources::at, new InventoryState(), faults, MTV)).start();
        time = new SandboxTime(clock).stopped();
    }

    private static Path tracked() {
        try (InputStream seed = TestCluster.class.getResourceAsStream("/mtv/sandbox/sources/vsphere.json")) {
            ObjectNode inventory = (ObjectNode) new ObjectMapper().readTree(seed);
            inventory.put("changeTracking", true);
            inventory
                    .path("vms")
                    .valueStream()
                    .filter(vm -> vm.path("name").asText().equals("ubuntu-no-tools"))
                    .forEach(vm -> ((ObjectNode) vm).put("changeTracking", false));
            return Files.writeString(Scratch.file("tracked", ".json"), inventory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SandboxClock clock() {
        return clock;
    }

    Faults faults() {
        return faults;
    }

    ApiServer api() {
        return api;
    }

    SourceServers sources() {
        return sources;
    }

    SimPlatform vsphere() {
        return sources.platform(PlatformType.VSPHERE);
    }

    KubernetesClient client() {
        return client;
    }

    String url(PlatformType type) {
        return sources.platform(type).url();
    }

    Provider vsphereProvider(String name) {
        return provider(
                name,
                new ProviderSpec("vsphere", vsphere().url(), null, null),
                Map.of("user", "administrator@vsphere.local", "password", "pw", "insecureSkipVerify", "true"));
    }

    Provider remoteProvider(String name, String token) {
        return provider(
                name,
                new ProviderSpec("openshift", api.url().toString(), null, null),
                Map.of("token", token, "insecureSkipVerify", "true"));
    }

    Provider hostProvider(String name) {
        return create(new Provider(), name, new ProviderSpec("openshift", "", ObjectRef.NONE, null));
    }

    /** Creates a Provider and its Secret, which has the same name. */
    Provider provider(String name, ProviderSpec spec, Map<String, String> secret) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(MTV)
                        .endMetadata()
                        .withStringData(secret)
                        .build())
                .create();
        return create(new Provider(), name, spec.withSecret(new ObjectRef(name, MTV)));
    }

    /** The two ends of a Plan: its Providers, and the platform behind the source Provider. */
    record Ends(String source, SourcePlatform platform, String destination) {}

    Plan plan(String name, String destination, boolean warm, SimVm... vms) {
        return plan(name, new Ends("vc", vsphere(), destination), plan -> plan.withWarm(warm), vms);
    }

    /** Creates both maps and the Plan under one name. All networks of the source but the first are mapped to br-40. */
    Plan plan(String name, Ends ends, UnaryOperator<PlanSpec> change, SimVm... vms) {
        ProviderPair providers =
                new ProviderPair(new ObjectRef(ends.source(), MTV), new ObjectRef(ends.destination(), MTV));
        create(new NetworkMap(), name, new NetworkMapSpec(providers, Maps.networks(ends.platform())));
        create(new StorageMap(), name, new StorageMapSpec(providers, Maps.storage(ends.platform())));
        PlanSpec spec = PlanSpecBuilder.builder()
                .targetNamespace(TARGET)
                .provider(providers)
                .map(new MapPair(new ObjectRef(name, MTV), new ObjectRef(name, MTV)))
                .vms(Stream.of(vms).map(TestCluster::reference).toList())
                .build();
        return create(new Plan(), name, change.apply(spec));
    }

    /**
     * Refers to a VM by id, and to one of a cluster by namespace and name too, because MTV does not find it otherwise.
     */
    private static PlanVm reference(SimVm vm) {
        PlanVm byId = PlanVmBuilder.builder().id(vm.id()).build();
        return vm.namespace().isEmpty()
                ? byId
                : byId.withNamespace(vm.namespace()).withName(vm.name());
    }

    Migration migrate(Plan plan, MigrationSpec spec) {
        awaitCondition(plan, "Ready");
        return migrate(plan, plan.getMetadata().getName(), spec);
    }

    Migration migrate(Plan plan, String name, MigrationSpec spec) {
        return create(
                new Migration(),
                name,
                spec.withPlan(new ObjectRef(plan.getMetadata().getName(), MTV)));
    }

    /** The status of the first VM, which is empty before the run has begun. */
    static VmStatus firstVm(Plan plan) {
        return Optional.ofNullable(plan.getStatus())
                .map(PlanStatus::migration)
                .map(MigrationRecord::vms)
                .flatMap(vms -> vms.stream().findFirst())
                .orElseGet(() -> VmStatusBuilder.builder().build());
    }

    <R extends CustomResource<?, ?>> R find(Class<R> type, String name) {
        return client.resources(type).inNamespace(MTV).withName(name).get();
    }

    SimVm vm(String name) {
        return vsphere().vms().stream()
                .filter(vm -> vm.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    <S, T, R extends CustomResource<S, T>> R create(R resource, String name, S spec) {
        resource.getMetadata().setName(name);
        resource.getMetadata().setNamespace(MTV);
        resource.setSpec(spec);
        return client.resource(resource).create();
    }

    <R extends CustomResource<?, ?> & ConditionedResource> R awaitCondition(R resource, String type) {
        return await(resource, "has " + type, now -> now.has(type));
    }

    /** @param sentence completes "Waited until Plan x …" */
    <R extends HasMetadata> R await(R resource, String sentence, Predicate<R> good) {
        String object = resource.getKind() + " " + resource.getMetadata().getName();
        return time.until(
                object + " " + sentence, () -> client.resource(resource).get(), now -> now != null && good.test(now));
    }

    /** Waits for a phase of the first VM, which must last at least one second of the cluster's time. */
    void awaitPhase(Plan plan, String phase) {
        await(
                plan,
                "has its first VM in phase " + phase,
                now -> phase.equals(firstVm(now).phase()));
    }

    /** Waits until the object is deleted, not only until its deletion is requested. */
    void awaitGone(HasMetadata resource) {
        String object = resource.getKind() + " " + resource.getMetadata().getName();
        time.until(object + " is gone", () -> client.resource(resource).get(), Objects::isNull);
    }

    /** The time of the cluster, which stands still while the test does not wait. */
    SandboxTime time() {
        return time;
    }

    /** Changes an object without its resource version, so that the change meets no conflict. */
    void patch(HasMetadata resource, String change) {
        client.resource(resource).patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }

    @Override
    public void close() {
        forklift.close();
        virtualization.close();
        sources.close();
        api.close();
        clock.close();
    }
}
