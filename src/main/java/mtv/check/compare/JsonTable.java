package mtv.check.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A JSON resource that is a list of rows. What MTV does by release or source type is kept in such tables. */
public final class JsonTable {

    private JsonTable() {}

    public static List<JsonNode> of(String file) {
        try (InputStream rows = JsonTable.class.getResourceAsStream(file)) {
            return new ObjectMapper().readTree(rows).valueStream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
