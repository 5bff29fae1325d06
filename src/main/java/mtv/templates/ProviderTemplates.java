package mtv.templates;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.settings.CaFile;
import mtv.settings.Credentials;
import mtv.settings.SourceProviderEntry;
import mtv.vm.SourceType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes Providers and the Secrets that they log in with. */
public final class ProviderTemplates {

    private static final String OPENSHIFT = "openshift";

    /** MTV's annotation of a Provider without a VDDK image on purpose; without it MTV's console asks for an image. */
    private static final String NO_VDDK = "forklift.konveyor.io/empty-vddk-init-image";

    private ProviderTemplates() {}

    /** The Provider of the cluster that MTV runs on, which has neither address nor Secret. */
    public static Provider localDestination(Place place, String name) {
        return provider(place.named(name), new ProviderSpec(OPENSHIFT, "", ObjectRef.NONE, null));
    }

    /** @param apiUrl address of the destination's API, as MTV's pods reach it */
    public static Provider remoteDestination(Place place, String name, String apiUrl, Secret secret) {
        return provider(place.named(name), new ProviderSpec(OPENSHIFT, apiUrl, refTo(secret), null));
    }

    /**
     * The Secret of an OpenShift that is named by its URL.
     *
     * @param ca certificates to verify it with; ignored when verification is skipped
     */
    public static Secret tokenSecret(
            Place place, String name, mtv.settings.value.Secret token, boolean skipVerify, Optional<CaFile> ca) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("token", token.reveal());
        data.put("insecureSkipVerify", String.valueOf(skipVerify));
        if (!skipVerify) {
            ca.ifPresent(file -> data.put("cacert", file.pem()));
        }
        return secret(place, name, OPENSHIFT, data);
    }

    /** @param ca certificates to verify the source with; ignored when verification is skipped, except for oVirt */
    public static Secret sourceSecret(
            Place place, String name, SourceProviderEntry source, boolean skipVerify, Optional<CaFile> ca) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("url", source.url());
        data.put("insecureSkipVerify", String.valueOf(skipVerify));
        source.login().ifPresent(login -> addLogin(data, source.type(), login));
        source.openStack().ifPresent(scope -> {
            data.put("domainName", scope.userDomainName());
            data.put("regionName", scope.regionName());
            data.put("projectName", scope.projectName());
        });
        source.hyperV().ifPresent(host -> {
            data.put("smbUrl", host.smbUrl());
            host.smbLogin().ifPresent(login -> {
                data.put("smbUser", login.username());
                data.put("smbPassword", login.password().reveal());
            });
        });
        if (!skipVerify || source.type() == SourceType.OVIRT) {
            ca.ifPresent(file -> data.put("cacert", file.pem()));
        }
        return secret(place, name, source.type().id(), data);
    }

    private static void addLogin(Map<String, String> data, SourceType type, Credentials login) {
        boolean named = type == SourceType.OPENSTACK || type == SourceType.HYPERV;
        data.put(named ? "username" : "user", login.username());
        data.put("password", login.password().reveal());
    }

    /** @param url address that MTV connects to */
    public static Provider source(ObjectMeta metadata, SourceProviderEntry source, String url, Secret secret) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (source.type() == SourceType.VSPHERE) {
            source.sdkEndpoint().ifPresent(endpoint -> settings.put("sdkEndpoint", endpoint));
            source.vddkInitImage().ifPresent(image -> settings.put("vddkInitImage", image));
            if (source.vddkInitImage().isEmpty()) {
                metadata.setAnnotations(Map.of(NO_VDDK, "yes"));
            }
        }
        source.hyperV()
                .flatMap(SourceProviderEntry.HyperV::managementType)
                .ifPresent(type -> settings.put("managementType", type));
        return provider(
                metadata,
                new ProviderSpec(source.type().id(), url, refTo(secret), settings.isEmpty() ? null : settings));
    }

    private static Secret secret(Place place, String name, String providerType, Map<String, String> data) {
        return new SecretBuilder()
                .withMetadata(place.named(name))
                .editMetadata()
                .addToLabels("createdForProviderType", providerType)
                .endMetadata()
                .withType("Opaque")
                .withStringData(data)
                .build();
    }

    private static Provider provider(ObjectMeta metadata, ProviderSpec spec) {
        Provider provider = new Provider();
        provider.setMetadata(metadata);
        provider.setSpec(spec);
        return provider;
    }

    private static ObjectRef refTo(Secret secret) {
        return new ObjectRef(
                secret.getMetadata().getName(), secret.getMetadata().getNamespace());
    }
}
