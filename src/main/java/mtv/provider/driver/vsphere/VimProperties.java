package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Properties of objects of a vCenter, as its property collector tells them, page by page. */
final class VimProperties {

    /** Of each object's properties, the reference to itself. */
    static final String SELF = "self";

    private static final int PAGE = 500;
    private static final String READ = "tell its VMs";

    private final VimService vim;

    VimProperties(VimService vim) {
        this.vim = vim;
    }

    /**
     * Properties of each object of these types, by their paths.
     *
     * @param type that all of them are of, and that has the properties
     */
    List<Map<String, JsonNode>> ofAll(List<String> types, String type, String... paths) throws IOException {
        ObjectNode wanted = VimService.parameters().put("recursive", true);
        wanted.set("container", vim.manager("rootFolder").json());
        types.forEach(wanted.putArray("type")::add);
        VimService.Ref view =
                VimService.Ref.of(vim.ask(vim.manager("viewManager"), "CreateContainerView", wanted, READ));
        ObjectNode throughView = VimService.object("ObjectSpec").put("skip", true);
        throughView.set("obj", view.json());
        throughView
                .putArray("selectSet")
                .add(VimService.object("TraversalSpec")
                        .put("name", "view")
                        .put("type", "ContainerView")
                        .put("path", "view")
                        .put("skip", false));
        List<Map<String, JsonNode>> found = retrieve(throughView, type, paths);
        vim.ask(view, "DestroyView", VimService.parameters(), READ);
        return found;
    }

    /** Those of one object; a property that it does not have is not among them. */
    Map<String, JsonNode> of(VimService.Ref object, String... paths) throws IOException {
        ObjectNode self = VimService.object("ObjectSpec").put("skip", false);
        self.set("obj", object.json());
        return retrieve(self, object.type(), paths).get(0);
    }

    private List<Map<String, JsonNode>> retrieve(ObjectNode objectSpec, String type, String... paths)
            throws IOException {
        ObjectNode propertySpec =
                VimService.object("PropertySpec").put("type", type).put("all", false);
        for (String path : paths) {
            propertySpec.withArray("pathSet").add(path);
        }
        ObjectNode filter = VimService.object("PropertyFilterSpec");
        filter.set("propSet", VimService.array(propertySpec));
        filter.set("objectSet", VimService.array(objectSpec));
        ObjectNode parameters = VimService.parameters();
        parameters.set("specSet", VimService.array(filter));
        parameters.set("options", VimService.object("RetrieveOptions").put("maxObjects", PAGE));
        VimService.Ref collector = vim.manager("propertyCollector");
        List<Map<String, JsonNode>> found = new ArrayList<>();
        JsonNode page = vim.ask(collector, "RetrievePropertiesEx", parameters, READ);
        add(page, found);
        while (page.hasNonNull("token")) {
            ObjectNode next =
                    VimService.parameters().put("token", page.path("token").asText());
            page = vim.ask(collector, "ContinueRetrievePropertiesEx", next, READ);
            add(page, found);
        }
        return found;
    }

    private static void add(JsonNode page, List<Map<String, JsonNode>> found) {
        for (JsonNode object : page.path("objects")) {
            Map<String, JsonNode> properties = new HashMap<>();
            properties.put(SELF, object.path("obj"));
            object.path("propSet")
                    .forEach(property ->
                            properties.put(property.path("name").asText(), VimService.value(property.path("val"))));
            found.add(properties);
        }
    }
}
