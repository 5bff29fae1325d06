package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/**
 * How MTV, its inventory included, sees a source VM differently.
 *
 * @param missing the VM is not there
 * @param ghost the VM is there when it has gone
 * @param edit what is different about the VM, whose fields are those of {@code SimVm}
 */
public record Sight(boolean missing, boolean ghost, List<TreeEdit> edit) {

    public Sight {
        edit = edit == null ? List.of() : edit;
    }

    public void apply(JsonNode vm) {
        edit.forEach(each -> each.apply(vm, element -> true));
    }
}
