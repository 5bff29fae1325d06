package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.check.compare.ExpectedVm;
import mtv.model.serialization.ModelSerialization;
import mtv.observe.MigratedVms;
import mtv.vm.DestinationVm;
import mtv.vm.Document;
import mtv.vm.Documents;
import mtv.vm.SourceVm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All documents of one VM: what it became, what it was, and what was expected. Beside Kubernetes' kinds there are
 * {@code SourceBefore} and {@code SourceAfter}, the inventory's word; {@code Recorded}, its part of the Migration's
 * status; and {@code Expected}, which names the VM and says how it was migrated.
 */
final class VmDocuments {

    private VmDocuments() {}

    /**
     * @param after the source afterwards; null when the inventory does not show it
     * @param ofRun those of the run, to which a VM's may refer
     */
    static Documents of(
            Expectations.Expectation expectation,
            Optional<DestinationVm> migrated,
            MigratedVms all,
            SourceVm after,
            Documents ofRun) {
        SourceVm before = expectation.vm().source();
        List<Document> documents = new ArrayList<>(migrated.map(all::documents).orElse(List.of()));
        documents.add(new Document("SourceBefore", before.name(), before.tree()));
        if (after != null) {
            documents.add(new Document("SourceAfter", after.name(), after.tree()));
        }
        documents.add(new Document(
                "Recorded",
                "",
                ModelSerialization.shared().convertValue(expectation.vm().status(), JsonNode.class)));
        documents.add(new Document("Expected", "", expected(expectation)));
        return ofRun.with(documents);
    }

    private static JsonNode expected(Expectations.Expectation expectation) {
        ExpectedVm vm = expectation.expected();
        SourceVm source = expectation.vm().source();
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        expected.put("source", vm.source().id())
                .put("id", source.id())
                .put("name", source.name())
                .put("namespace", vm.namespace())
                .put("local", vm.local())
                .put("warm", vm.plan().isWarm())
                .put("converted", vm.converted())
                .put("compatible", vm.compatible());
        vm.labels().forEach(expected.putObject("labels")::put);
        ArrayNode disks = expected.putArray("disks");
        source.disks().stream()
                .map(SourceVm.Disk::identity)
                .filter(id -> !id.isEmpty())
                .forEach(disks::add);
        return expected;
    }
}
