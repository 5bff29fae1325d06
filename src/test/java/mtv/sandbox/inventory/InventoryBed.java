package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.sandbox.SourceServers;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.apiserver.ApiServerConfig;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.forklift.MtvKinds;
import mtv.sandbox.http.Https;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import mtv.sandbox.sources.SourcePlatform;
import mtv.sandbox.tls.Certificate;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** An inventory with one Provider of every type. The uid of a Provider says which it is. */
final class InventoryBed implements AutoCloseable {

    final SandboxClock clock = new SandboxClock(1000);
    final Certificate certificate = Certificate.loopback();
    final Https https = new Https(certificate);
    final InventoryState state = new InventoryState();
    final ApiServer api;
    final SourceServers sources;
    final InventoryServer inventory;
    final String token;

    InventoryBed() {
        api = ApiServer.start(ApiServerConfig.of(clock, certificate, Map.of()));
        MtvKinds.install(api);
        sources = SourceServers.start(
                api.vertx(),
                certificate,
                new Platforms(clock, certificate.thumbprint(), 1, "password", Optional.empty()));
        inventory = InventoryServer.start(
                new InventoryConfig(
                        api.vertx(), certificate, clock, api.clientFor("kubeadmin"), new Known(), Faults.none()),
                state);
        token = api.tokens().issue("kubeadmin");
        for (PlatformType type : List.of(
                PlatformType.VSPHERE,
                PlatformType.OVIRT,
                PlatformType.OPENSTACK,
                PlatformType.OVA,
                PlatformType.HYPERV)) {
            state.complete(provider(
                    type.id(), "uid-" + type.id(), sources.platform(type).url()));
        }
        state.complete(provider("openshift", "uid-o", ""));
    }

    /** Providers that are recognized by their uid. */
    private final class Known implements InventoryConfig.Providers {

        @Override
        public KubernetesClient clusterOf(Provider provider) {
            return api.clientFor("kubeadmin");
        }

        @Override
        public Optional<SourcePlatform> platformOf(Provider provider) {
            return sources.at(provider.getSpec().url());
        }

        @Override
        public boolean isRestricted(Provider provider) {
            return provider.getMetadata().getUid().equals("uid-r");
        }

        @Override
        public boolean requiresAuthentication() {
            return true;
        }
    }

    @Override
    public void close() {
        inventory.close();
        sources.close();
        api.close();
        clock.close();
    }

    void namespace(String name) {
        api.clientFor("kubeadmin")
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    int status(String path, String bearer) {
        return bearer.isEmpty()
                ? https.call("GET", inventory.url().resolve(path), "").statusCode()
                : https.call("GET", inventory.url().resolve(path), "", "Authorization", "Bearer " + bearer)
                        .statusCode();
    }

    static Provider provider(String type, String uid, String url) {
        Provider provider = new Provider();
        provider.setMetadata(new ObjectMetaBuilder()
                .withName("p-" + uid)
                .withNamespace("default")
                .withUid(uid)
                .withResourceVersion("7")
                .build());
        provider.setSpec(new ProviderSpec(type, url, new ObjectRef(null, null), Map.of()));
        return provider;
    }

    HttpResponse<String> get(String path) {
        return https.call("GET", inventory.url().resolve(path), "", "Authorization", "Bearer " + token);
    }

    JsonNode json(String path) throws IOException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
