package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.Scratch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The source VMs of the faults: one for each fault, or two if the line says so. */
final class Machines {

    private static final int MACHINES_OF_A_HOST = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a word of a line changes in its VM. */
    private static final Map<String, String> MACHINES = Map.of(
            "plain", "{\"firmware\": \"bios\", \"secureBoot\": false, \"tpm\": false}",
            "snapshot", "{\"snapshots\": 1}",
            "windows", "{\"guest\": \"win2019\", \"power\": \"poweredOff\"}",
            "shared", """
                    {"disks": [{"size": "16Gi"}, {"size": "8Gi", "shared": true}], "power": "poweredOff"}
                    """);

    private Machines() {}

    static List<String> names(Symptom line) {
        return line.is("two") ? List.of(line.name(), line.name() + "-b") : List.of(line.name());
    }

    static Path inventory(List<Symptom> lines) {
        try (InputStream seed = Machines.class.getResourceAsStream("/mtv/sandbox/sources/vsphere.json")) {
            ObjectNode inventory = (ObjectNode) JSON.readTree(seed);
            inventory.remove("vms");
            inventory.put("changeTracking", true);
            for (Symptom line : lines) {
                for (String name : names(line)) {
                    // a host carries 20 transfers at once, and some of these never end
                    if (inventory.path("vms").size() % MACHINES_OF_A_HOST == 0) {
                        inventory.withArray("hosts").add(JSON.readTree("""
                                {"id": "%1$s", "name": "%1$s.example.test", "cluster": "east", "address": "192.0.2.9"}
                                """.formatted(name)));
                    }
                    String host = inventory
                            .path("hosts")
                            .path(inventory.path("hosts").size() - 1)
                            .path("id")
                            .asText();
                    ObjectNode vm = (ObjectNode) JSON.readTree("""
                            {"name": "%1$s", "host": "%2$s", "guest": "rhel9", "power": "poweredOn",
                             "cpus": 6, "coresPerSocket": 2, "memoryMib": 4096, "firmware": "efi", "secureBoot": true,
                             "tpm": true, "disks": [{"size": "16Gi"}, {"size": "8Gi", "storage": "datastore-8"}],
                             "nics": [{"network": "network-11"}, {"network": "dvportgroup-21", "addresses": [
                               {"ip": "198.51.100.7", "gateway": "198.51.100.1", "dns": ["198.51.100.2"]},
                               {"ip": "2001:db8::7", "gateway": "2001:db8::1"}]}]}
                            """.formatted(name, host));
                    for (Map.Entry<String, String> differs : MACHINES.entrySet()) {
                        if (line.is(differs.getKey())) {
                            vm.setAll((ObjectNode) JSON.readTree(differs.getValue()));
                        }
                    }
                    inventory.withArray("vms").add(vm);
                }
            }
            Path file = Scratch.file("inventory", ".json");
            file.toFile().deleteOnExit();
            return Files.write(file, JSON.writeValueAsBytes(inventory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
