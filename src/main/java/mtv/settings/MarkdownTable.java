package mtv.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table that a program writes into a document of a person, between two comments that mark its place.
 *
 * @param name of the table, as the comments have it
 * @param text its lines, with the head
 */
public record MarkdownTable(String name, String text) {

    /** Brings a file up to date. */
    public void writeInto(Path document) throws IOException {
        Files.writeString(document, updated(Files.readString(document)));
    }

    /** The same document with the table as it should be; unchanged when it has no markers. */
    public String updated(String document) {
        String begin = "<!-- " + name + " -->";
        int from = document.indexOf(begin);
        int to = document.indexOf("<!-- /" + name + " -->");
        return from < 0 || to < from
                ? document
                : document.substring(0, from + begin.length()) + "\n" + text + document.substring(to);
    }
}
