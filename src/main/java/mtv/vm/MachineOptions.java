package mtv.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a machine has beyond its size, disks and NICs, in KubeVirt's words on both sides of a migration.
 *
 * @param cpuFeatures policy by name of each CPU feature that the machine names
 * @param dedicatedCpus whether each of its CPUs has one of the host's to itself
 * @param isolatedEmulator whether the emulator has such a CPU, too
 * @param persistentTpm whether the TPM keeps its content; false where there is no TPM
 * @param inputs such as {@code tablet on usb}, in the order of their names
 * @param graphics whether it has a graphics device
 * @param rng whether it has a random number generator
 * @param multiQueue whether its NICs have several queues
 */
@RecordBuilder
public record MachineOptions(
        Fact<Map<String, String>> cpuFeatures,
        Fact<Boolean> dedicatedCpus,
        Fact<Boolean> isolatedEmulator,
        Fact<Boolean> persistentTpm,
        Fact<List<String>> inputs,
        Fact<Boolean> graphics,
        Fact<Boolean> rng,
        Fact<Boolean> multiQueue)
        implements MachineOptionsBuilder.With {

    /** Of which nothing is told. */
    public static final MachineOptions UNKNOWN = MachineOptionsBuilder.builder().build();

    public static final String REQUIRED = "require";

    public MachineOptions {
        cpuFeatures = Fact.orUnknown(cpuFeatures);
        dedicatedCpus = Fact.orUnknown(dedicatedCpus);
        isolatedEmulator = Fact.orUnknown(isolatedEmulator);
        persistentTpm = Fact.orUnknown(persistentTpm);
        inputs = Fact.orUnknown(inputs);
        graphics = Fact.orUnknown(graphics);
        rng = Fact.orUnknown(rng);
        multiQueue = Fact.orUnknown(multiQueue);
    }

    /** @param domain of a VirtualMachine's template, as KubeVirt has it, with KubeVirt's defaults for what it lacks */
    public static MachineOptions of(JsonNode domain) {
        ForeignField tpm = ForeignField.of(domain, "devices.tpm");
        Fact<Boolean> there = tpm.enabled("enabled");
        return new MachineOptions(
                features(ForeignField.of(domain, "cpu.features")),
                ForeignField.of(domain, "cpu.dedicatedCpuPlacement").flag(false),
                ForeignField.of(domain, "cpu.isolateEmulatorThread").flag(false),
                there.value().orElse(false)
                        ? ForeignField.of(domain, "devices.tpm.persistent").flag(false)
                        : there,
                inputs(ForeignField.of(domain, "devices.inputs")),
                ForeignField.of(domain, "devices.autoattachGraphicsDevice").flag(true),
                ForeignField.of(domain, "devices.rng").enabled("enabled"),
                ForeignField.of(domain, "devices.networkInterfaceMultiqueue").flag(false));
    }

    private static Fact<Map<String, String>> features(ForeignField features) {
        Map<String, String> policies = new TreeMap<>();
        for (JsonNode feature : items(features)) {
            String policy = ForeignField.shown(feature.path("policy"));
            policies.put(ForeignField.shown(feature.path("name")), policy.isEmpty() ? REQUIRED : policy);
        }
        return isList(features) ? Fact.of(policies, features.path()) : features.unreadable("a list of features");
    }

    private static Fact<List<String>> inputs(ForeignField inputs) {
        Stream<String> found = items(inputs).stream()
                .map(input -> ForeignField.shown(input.path("type")) + " on " + ForeignField.shown(input.path("bus")));
        return isList(inputs)
                ? Fact.of(found.sorted().toList(), inputs.path())
                : inputs.unreadable("a list of input devices");
    }

    private static boolean isList(ForeignField list) {
        return !list.isThere()
                || !list.astray()
                        && list.value().isArray()
                        && list.value().valueStream().allMatch(JsonNode::isObject);
    }

    private static List<JsonNode> items(ForeignField list) {
        return isList(list) ? list.value().valueStream().toList() : List.of();
    }
}
