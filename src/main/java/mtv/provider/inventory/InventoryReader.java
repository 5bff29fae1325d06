package mtv.provider.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.NetworkSource;
import mtv.model.SourceRef;
import mtv.vm.Fact;
import mtv.vm.ForeignField;
import mtv.vm.MachineOptions;
import mtv.vm.MachineOptionsBuilder;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the inventory of one source type: which collections to list, and what a VM looks like in them. */
public interface InventoryReader {

    static InventoryReader of(SourceType type) {
        return switch (type) {
            case VSPHERE -> new VSphereReader();
            case OVIRT -> new OvirtReader();
            case OPENSTACK -> new OpenStackReader();
            case OVA -> new OvaReader();
            case HYPERV -> new HyperVReader();
            case OPENSHIFT -> new OpenShiftReader();
        };
    }

    /** Collections to list, each once, however many VMs there are. */
    List<String> collections();

    /**
     * Further collections to list, for objects of which the others hold no more than an id.
     *
     * @param lists the items of {@link #collections}
     */
    default List<String> more(Map<String, JsonNode> lists) {
        return List.of();
    }

    /** @param lists each collection's items, by its name */
    List<SourceVm> vms(Map<String, JsonNode> lists);

    /** The collection of the storages that {@link SourceVm.Disk#storage} names. */
    String storages();

    /** The collection of the networks that a NetworkMap names. */
    default String networks() {
        return "networks";
    }

    /** How a NetworkMap names a network of {@link SourceVm.Nic#network}. */
    default NetworkSource network(String key) {
        return NetworkSource.byId(key);
    }

    /** How a StorageMap names a storage of {@link SourceVm.Disk#storage}. */
    default SourceRef storage(String key) {
        return SourceRef.byId(key);
    }

    /** What MTV gives a machine of which the source says nothing else: no CPU feature, a tablet, a graphics device. */
    static MachineOptions plain() {
        String rule = "rule of MTV";
        return MachineOptionsBuilder.builder()
                .cpuFeatures(Fact.of(Map.of(), rule))
                .dedicatedCpus(Fact.of(false, rule))
                .isolatedEmulator(Fact.of(false, rule))
                .inputs(Fact.of(List.of("tablet on virtio"), rule))
                .graphics(Fact.of(true, rule))
                .rng(Fact.unknown("MTV asks for no random number generator of this source, and a template may"))
                .multiQueue(Fact.unknown("MTV asks for no queues of this source, and a template may"))
                .build();
    }

    /** The CPU features of Intel and AMD by which a guest runs machines itself. */
    static Map<String, String> nested(String policy) {
        return new TreeMap<>(Map.of("vmx", policy, "svm", policy));
    }

    /** The items of a list; none where there is no list. */
    static Stream<JsonNode> items(JsonNode array) {
        return array == null ? Stream.empty() : StreamSupport.stream(array.spliterator(), false);
    }

    static Map<String, JsonNode> byId(JsonNode array) {
        return items(array).collect(Collectors.toMap(i -> text(i, "id"), i -> i, (a, b) -> a));
    }

    /** Ids by name, in the order of the list. Names need not be unique. */
    static Map<String, List<String>> idsByName(JsonNode array) {
        return items(array)
                .collect(Collectors.groupingBy(
                        i -> text(i, "name"), Collectors.mapping(i -> text(i, "id"), Collectors.toList())));
    }

    /** A VM with what other collections tell of its parts, as one more list of it. */
    static JsonNode with(JsonNode vm, String collection, Stream<JsonNode> parts) {
        if (!vm.isObject()) {
            return vm;
        }
        ObjectNode whole = vm.deepCopy();
        parts.filter(part -> part != null && !part.isMissingNode()).forEach(whole.putArray(collection)::add);
        return whole;
    }

    /** Empty when the field is absent or null, since null is no text. */
    static String text(JsonNode node, String field) {
        return text(node.path(field));
    }

    static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    /** Unknown when the field is absent or null. */
    static Fact<Boolean> flag(JsonNode node, String field) {
        return node.path(field).isValueNode() && !node.path(field).isNull()
                ? Fact.of(node.path(field).asBoolean(), field)
                : Fact.unknown(field + " is not told");
    }

    /** A count of something: unknown when it is zero, and unreadable, never a default, when it is no number. */
    static Fact<Integer> count(JsonNode node, String field, int whenAbsent) {
        return positive(ForeignField.of(node, field).whole(whenAbsent), field);
    }

    /** A size in the field's own unit: unknown when it is absent or zero, and unreadable when it is no number. */
    static Fact<Long> size(JsonNode node, String field) {
        ForeignField size = ForeignField.of(node, field);
        return size.isThere() ? positive(size.bytes(), field) : Fact.positive(0L, field);
    }

    /** Makes zero unknown, which is how a source says that it knows no number. */
    static <T extends Number> Fact<T> positive(Fact<T> number, String origin) {
        return number.isKnown() ? Fact.positive(number.get(), origin) : number;
    }
}
