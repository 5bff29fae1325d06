package mtv.acceptance.mutation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mutations that the comparison must notice: a row of {@code demanded.json}.
 *
 * @param kind of the mutated object
 * @param path of the mutation's pattern, all of it
 */
record Demand(String kind, Pattern path, Set<Mutation.How> how) {

    static List<Demand> all() throws IOException {
        try (InputStream rows = Demand.class.getResourceAsStream("/mtv/acceptance/mutation/demanded.json")) {
            return new ObjectMapper().readValue(rows, new TypeReference<>() {});
        }
    }

    boolean isFor(Mutation mutation) {
        return kind.equals(mutation.object().kind())
                && how.contains(mutation.how())
                && path.matcher(mutation.pattern()).matches();
    }
}
