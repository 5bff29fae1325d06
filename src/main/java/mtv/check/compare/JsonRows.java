package mtv.check.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What of MTV is data, beside this class: files that are a list of rows. */
public final class JsonRows {

    private JsonRows() {}

    public static List<JsonNode> of(String file) {
        try (InputStream rows = JsonRows.class.getResourceAsStream(file)) {
            return new ObjectMapper().readTree(rows).valueStream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
