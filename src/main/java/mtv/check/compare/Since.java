package mtv.check.compare;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.vm.Fact;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Since which release MTV carries a property to the destination, from {@code since.json}. */
public final class Since {

    private static final List<JsonNode> ROWS = JsonTable.of("/mtv/check/since.json");
    private static final Pattern RELEASE = Pattern.compile("\\s*v?(\\d{1,4})\\.(\\d{1,4})(?!\\d).*", Pattern.DOTALL);

    private Since() {}

    /**
     * Why a property may be absent on the destination.
     *
     * @param what names a row
     * @return empty where this release of MTV carries it, so that its absence is a loss
     */
    public static Optional<String> absent(ExpectedVm expected, String what) {
        String since = ROWS.stream()
                .filter(row -> row.path("what").asText().equals(what))
                .map(row -> row.path("since").asText())
                .findFirst()
                .orElseThrow();
        Fact<String> release = expected.mtv();
        String rule = "MTV carries it since " + since;
        if (!release.isKnown() || !RELEASE.matcher(release.get()).matches()) {
            return Optional.of(
                    rule + ", and " + (release.isKnown() ? release.get() + " is no release" : release.origin()));
        }
        return number(release.get()) >= number(since)
                ? Optional.empty()
                : Optional.of(rule + ", and this is " + release.get());
    }

    /** Releases in their order. */
    private static int number(String release) {
        Matcher parts = RELEASE.matcher(release);
        return parts.matches() ? Integer.parseInt(parts.group(1)) * 10_000 + Integer.parseInt(parts.group(2)) : 0;
    }
}
