package mtv.sandbox.forklift.phase;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.Host;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.forklift.runtime.ProviderSecrets;
import mtv.sandbox.sources.SimVm;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The URL at which virt-v2v reads a vSphere VM: its ESXi host if a Host object is ready for it, else the address of the
 * Provider.
 */
final class LibvirtUrl {

    private LibvirtUrl() {}

    static String of(ReconcileContext context, SimVm vm) {
        Optional<Secret> login =
                secret(context, ObjectKey.of(context.source().getSpec().secret()));
        boolean insecure = login.filter(secret -> ProviderSecrets.flag(secret, "insecureSkipVerify"))
                .isPresent();
        String verify = insecure ? "no_verify=1" : "cacert=/opt/ca-bundle.crt";
        Optional<Host> own = host(context, vm);
        if (own.isPresent()) {
            Optional<Secret> secret =
                    secret(context, ObjectKey.of(own.get().getSpec().secret()));
            return "esx://" + user(secret) + "@" + own.get().getSpec().ipAddress() + "?" + verify;
        }
        URI provider = URI.create(context.source().getSpec().url());
        return isEsxi(context)
                ? "esx://" + user(login) + "@" + provider.getHost() + "?" + verify
                : "vpx://" + user(login) + "@" + provider.getAuthority() + path(context, vm) + "?" + verify;
    }

    private static boolean isEsxi(ReconcileContext context) {
        var settings = context.source().getSpec().settings();
        return settings != null && "esxi".equals(settings.get("sdkEndpoint"));
    }

    private static Optional<Host> host(ReconcileContext context, SimVm vm) {
        ObjectKey provider = ObjectKey.of(context.source());
        return context.environment().caches().hosts().list().stream()
                .filter(host -> ObjectKey.of(host.getSpec().provider()).equals(provider))
                .filter(host ->
                        host.has("Ready") && vm.host().equals(host.getSpec().id()))
                .findFirst();
    }

    /** The path of the VM's host in the inventory. */
    private static String path(ReconcileContext context, SimVm vm) {
        return context.catalog().hosts().stream()
                .filter(host -> host.id().equals(vm.host()))
                .map(host -> "/Sandbox/host/" + host.cluster() + "/" + host.name())
                .findFirst()
                .orElse("");
    }

    private static Optional<Secret> secret(ReconcileContext context, ObjectKey key) {
        return context.environment().caches().secrets().get(key);
    }

    private static String user(Optional<Secret> secret) {
        String user =
                secret.flatMap(found -> ProviderSecrets.value(found, "user")).orElse("");
        return URLEncoder.encode(user, StandardCharsets.UTF_8);
    }
}
