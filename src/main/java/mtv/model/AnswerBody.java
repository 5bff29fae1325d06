package mtv.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Distinguishes JSON from what servers send in its place. */
public final class AnswerBody {

    public static final String ANSWERS_WITH = "it answers with ";

    private static final int LONGEST = 120;
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");

    private AnswerBody() {}

    /** What a body is if it is not JSON, to follow "answers with"; empty if it starts as JSON does. */
    public static Optional<String> insteadOfJson(String body) {
        Optional<String> page = page(body);
        if (page.isPresent()) {
            return page;
        }
        String text = text(body);
        if (text.isEmpty()) {
            return Optional.of("nothing where JSON was expected");
        }
        boolean json = text.charAt(0) == '{' || text.charAt(0) == '[';
        return json ? Optional.empty() : Optional.of("text where JSON was expected: \"" + cut(text) + "\"");
    }

    /** What a web page or XML is, to follow "answers with"; empty for other content. */
    public static Optional<String> page(String body) {
        String text = text(body);
        return text.startsWith("<") ? Optional.of(webPage(text)) : Optional.empty();
    }

    private static String text(String body) {
        String text = body.strip();
        return text.startsWith("\uFEFF") ? text.substring(1).strip() : text;
    }

    private static String webPage(String text) {
        Matcher title = TITLE.matcher(text);
        boolean xml = text.regionMatches(true, 0, "<?xml", 0, 5)
                && !text.toLowerCase(Locale.ROOT).contains("<html");
        return xml
                ? "XML, not with JSON: is it the address of another API?"
                : "a web page" + (title.find() ? " (\"" + cut(title.group(1)) + "\")" : "")
                        + ", not with an API: is it the console's address, or a proxy's?";
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
