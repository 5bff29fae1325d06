package mtv.acceptance.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.sources.PlatformType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Source VMs that MTV can migrate, and that differ in all that a check looks at: the same for the same seed. Each NIC
 * of a VM is on a network of its own, since MTV refuses two on the pod network.
 */
public final class GeneratedVms {

    private static final int MOST_DEVICES = 8;
    private static final int LONGEST_NAME = 78;
    private static final int LONGEST_LABEL = 63;
    private static final List<String> ROLES = List.of(
            "web",
            "DB_Main",
            "app+v2",
            "Build Server",
            "erp+crm",
            "batch_job",
            "a",
            "9lives",
            "UPPER",
            "app.v2",
            "db.example.test");
    private static final List<String> LEGAL = List.of("web", "app.v2", "db.example.test", "a", "9lives");
    private static final List<String> BUSES = List.of("scsi", "scsi", "sata", "nvme");

    private final PlatformType type;
    private final Random random;
    private final ObjectNode platform;
    private final List<String> names = new ArrayList<>();

    public GeneratedVms(PlatformType type, long seed, int count) throws IOException {
        this.type = type;
        this.random = new Random(seed);
        this.platform = Matrix.platform(type.id());
        networks();
        ArrayNode vms = platform.putArray("vms");
        platform.put("random", 0);
        for (int i = 0; i < count; i++) {
            add(vms.addObject(), i);
        }
    }

    private void networks() {
        ArrayNode networks = platform.withArray("networks");
        for (int i = networks.size(); i < MOST_DEVICES; i++) {
            String id = "generated-net-" + i;
            networks.addObject().put("id", id).put("name", "Generated network " + i);
            if (type == PlatformType.OVIRT) {
                platform.withArray("profiles")
                        .addObject()
                        .put("id", "profile-" + i)
                        .put("name", id)
                        .put("network", id);
            }
        }
    }

    /** An inventory file of the sandbox. */
    public Path file() throws IOException {
        return Matrix.file(type.id(), platform);
    }

    public List<String> names() {
        return names;
    }

    public JsonNode machines() {
        return platform.path("vms");
    }

    private void add(ObjectNode vm, int number) {
        String name = name(number);
        names.add(name);
        int cores = type == PlatformType.OPENSTACK ? 1 : 1 + random.nextInt(4);
        boolean efi = random.nextInt(3) == 0;
        boolean secure = efi && random.nextBoolean() && type != PlatformType.OVIRT;
        vm.put("name", name)
                .put("guest", one(texts(platform.path("guests").fieldNames())))
                .put("power", type == PlatformType.OVA || random.nextBoolean() ? "poweredOff" : "poweredOn")
                .put("cpus", cores * (1 + random.nextInt(4)))
                .put("coresPerSocket", cores)
                .put("threads", type == PlatformType.OVIRT ? 1 + random.nextInt(2) : 1)
                .put("memoryMib", 512 + 2 * random.nextInt(4000))
                .put("firmware", efi ? "efi" : "bios")
                .put("secureBoot", secure)
                .put("tpm", secure && random.nextBoolean());
        if (platform.path("flavors").size() > 0) {
            vm.put("flavor", one(ids("flavors")));
        }
        disks(vm.putArray("disks"));
        List<String> networks = new ArrayList<>(ids("networks"));
        Collections.shuffle(networks, random);
        ArrayNode mine = vm.putArray("networks");
        networks.subList(0, 1 + random.nextInt(MOST_DEVICES)).forEach(mine::add);
    }

    /** One in eight is long; an OpenShift has none that it would not accept. */
    private String name(int number) {
        boolean legal = type == PlatformType.OPENSHIFT;
        String name = String.format(Locale.ROOT, "%s-%d", one(legal ? LEGAL : ROLES), number);
        int longest = legal ? LONGEST_LABEL : LONGEST_NAME;
        return random.nextInt(8) == 0 ? (name + "-" + "long".repeat(20)).substring(0, longest) : name;
    }

    /** Every third has a size that is no whole MiB, where the platform can. */
    private void disks(ArrayNode disks) {
        int count = 1 + random.nextInt(MOST_DEVICES);
        for (int i = 0; i < count; i++) {
            long odd = type != PlatformType.OPENSTACK && random.nextInt(3) == 0 ? random.nextInt(1 << 20) : 0;
            ObjectNode disk = disks.addObject().put("size", String.valueOf((1L + random.nextInt(3) << 30) + odd));
            if (!ids("storages").isEmpty()) {
                disk.put("storage", one(ids("storages")));
            }
            if (type == PlatformType.VSPHERE) {
                disk.put("bus", one(BUSES));
            }
        }
    }

    private List<String> ids(String list) {
        return IntStream.range(0, platform.path(list).size())
                .mapToObj(i -> platform.path(list).path(i).path("id").asText())
                .toList();
    }

    private static List<String> texts(Iterator<String> names) {
        List<String> all = new ArrayList<>();
        names.forEachRemaining(all::add);
        return all;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
