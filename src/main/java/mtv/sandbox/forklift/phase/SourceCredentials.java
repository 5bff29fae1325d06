package mtv.sandbox.forklift.phase;

import io.fabric8.kubernetes.api.model.Secret;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.runtime.ProviderSecrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Secrets and ConfigMaps on the destination for those who read the source: one Secret for each reader, and a
 * certificate.
 */
final class SourceCredentials {

    private static final String CA = "ca.pem";

    private SourceCredentials() {}

    /** The reader that a Secret is for, which its label names. */
    enum Use {
        DATA_VOLUMES("isDV"),
        POPULATOR("isPopulator"),
        CONVERSION("isV2V");

        private final String label;

        Use(String label) {
            this.label = label;
        }
    }

    /** Its name is returned. */
    static String secret(VmRun vm, Use use) {
        Map<String, String> labels = Labels.with(vm.context().labels().vm(vm.id()), use.label, "true");
        Map<String, String> login = provider(vm)
                .map(ProviderSecrets::values)
                .map(values ->
                        use == Use.POPULATOR ? values : vm.context().kind().login(values))
                .orElse(Map.of());
        return vm.target().create("secret", Map.of("prefix", vm.prefix(), "labels", labels, "data", token(vm, login)));
    }

    /**
     * The token of a VM export. The Secret of a real export is not created here, so its name stands for its content.
     */
    private static Map<String, String> token(VmRun vm, Map<String, String> login) {
        return vm.context().kind() == SourceKind.OPENSHIFT
                ? Map.of(
                        "token",
                        "x-kubevirt-export-token:export-token-" + vm.source().name())
                : login;
    }

    /** Its name is returned. */
    static String configMap(VmRun vm) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("prefix", vm.prefix());
        facts.put("labels", vm.context().labels().vm(vm.id()));
        Optional<String> ca = provider(vm).flatMap(ProviderSecrets::ca);
        switch (vm.context().kind()) {
            case OVIRT -> facts.put("binaryData", Map.of(CA, base64(ca.orElse("the engine's own"))));
            case OPENSHIFT -> facts.put("data", Map.of(CA, ca.orElse("")));
            default -> {
                // no certificate needed
            }
        }
        return vm.target().create("config-map", facts);
    }

    private static Optional<Secret> provider(VmRun vm) {
        return vm.context()
                .environment()
                .caches()
                .secrets()
                .get(ObjectKey.of(vm.context().source().getSpec().secret()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
