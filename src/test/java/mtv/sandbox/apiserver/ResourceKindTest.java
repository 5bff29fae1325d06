package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.object.BuiltInKinds;
import mtv.sandbox.store.Kind;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** One table of kinds for suite and sandbox. */
public class ResourceKindTest {

    @Test
    public void everyKindIsServedByTheSandbox() throws IOException {
        JsonNode mtv = JsonMapper.builder().build().readTree(getClass().getResourceAsStream("/mtv/sandbox/crds.json"));
        Stream<String> installed = StreamSupport.stream(mtv.spliterator(), false)
                .map(definition -> row(
                        definition.at("/spec/group").asText(),
                        definition.at("/spec/versions/0/name").asText(),
                        definition.at("/spec/names/plural").asText(),
                        definition.at("/spec/names/kind").asText(),
                        definition.at("/spec/scope").asText().equals("Namespaced")));
        Stream<String> builtIn = BuiltInKinds.all().stream()
                .map(kind -> row(kind.group(), kind.version(), kind.plural(), kind.kind(), kind.namespaced()));
        List<String> served = Stream.concat(builtIn, installed).toList();
        assertThat(Stream.of(ResourceKind.values())
                        .map(kind -> row(
                                kind.context().getGroup(),
                                kind.context().getVersion(),
                                kind.plural(),
                                kind.kind(),
                                kind.isNamespaced())))
                .isSubsetOf(served);
    }

    private static String row(String group, String version, String plural, String kind, boolean namespaced) {
        return String.join(" ", group, version, plural, kind, String.valueOf(namespaced));
    }

    @Test
    public void noTwoKindsHaveOneName() {
        assertThat(BuiltInKinds.all().stream().map(Kind::kind)).doesNotHaveDuplicates();
        assertThat(Stream.of(ResourceKind.values()).map(ResourceKind::kind)).doesNotHaveDuplicates();
    }

    /** The two plurals that are not the name with an s. */
    @Test
    public void irregularPlurals() {
        assertThat(ResourceKind.STORAGE_CLASS.resource()).isEqualTo("storageclasses.storage.k8s.io");
        assertThat(ResourceKind.NETWORK_ATTACHMENT_DEFINITION.resource())
                .isEqualTo("network-attachment-definitions.k8s.cni.cncf.io");
    }
}
