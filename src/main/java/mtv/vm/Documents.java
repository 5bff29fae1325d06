package mtv.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Documents that were read whole, which may refer to each other. */
public record Documents(List<Document> all) {

    /** When nothing was read whole. */
    public static final Documents NONE = new Documents(List.of());

    public Documents(List<Document> all) {
        this.all = List.copyOf(all);
    }

    public Stream<Document> of(String role) {
        return all.stream().filter(document -> document.role().equals(role));
    }

    public Documents with(List<Document> more) {
        List<Document> both = new ArrayList<>(all);
        both.addAll(more);
        return new Documents(both);
    }
}
