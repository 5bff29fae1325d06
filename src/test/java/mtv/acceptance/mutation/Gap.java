package mtv.acceptance.mutation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * Mutations that the comparison is known to miss: a row of {@code gaps.json}. All others it must notice, unless they
 * are free.
 *
 * @param kind of the mutated object
 * @param path the mutation's pattern
 * @param why it does no harm
 */
record Gap(String kind, String path, Set<Mutation.How> how, String why) {

    static List<Gap> all() throws IOException {
        try (InputStream rows = Gap.class.getResourceAsStream("/mtv/acceptance/mutation/gaps.json")) {
            return new ObjectMapper().readValue(rows, new TypeReference<>() {});
        }
    }

    boolean isFor(Mutation mutation) {
        return kind.equals(mutation.object().kind()) && path.equals(mutation.pattern()) && how.contains(mutation.how());
    }
}
