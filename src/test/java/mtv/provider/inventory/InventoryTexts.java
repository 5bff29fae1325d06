package mtv.provider.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads VMs from lists of an inventory that a test writes as JSON, by name of the collection. */
final class InventoryTexts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InventoryTexts() {}

    /** The collections that a reader asks an inventory for when its lists are these. */
    static List<String> collections(SourceType type, Map<String, String> texts) throws JsonProcessingException {
        InventoryReader reader = InventoryReader.of(type);
        return Stream.concat(reader.collections().stream(), reader.more(lists(texts)).stream())
                .toList();
    }

    /** The only VM of the lists, or the only one that is no template. A reader must ask for each of the lists. */
    static SourceVm onlyVm(SourceType type, Map<String, String> texts) throws JsonProcessingException {
        assertThat(collections(type, texts)).containsAll(texts.keySet());
        List<SourceVm> all = InventoryReader.of(type).vms(lists(texts));
        List<SourceVm> vms = all.size() == 1
                ? all
                : all.stream().filter(vm -> !vm.template()).toList();
        assertThat(vms).hasSize(1);
        return vms.get(0);
    }

    private static Map<String, JsonNode> lists(Map<String, String> texts) throws JsonProcessingException {
        Map<String, JsonNode> lists = new HashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            lists.put(text.getKey(), JSON.readTree(text.getValue()));
        }
        return lists;
    }
}
