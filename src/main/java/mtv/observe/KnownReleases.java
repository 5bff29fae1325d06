package mtv.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The releases of MTV that the suite was made for, from {@code mtv-releases.json}. */
final class KnownReleases {

    private static final Pattern MINOR = Pattern.compile("v?(\\d+\\.\\d+)(\\D.*)?");

    private final List<String> minors;

    private KnownReleases(List<String> minors) {
        this.minors = minors;
    }

    static KnownReleases load() {
        try (InputStream json = KnownReleases.class.getResourceAsStream("mtv-releases.json")) {
            JsonNode list = new ObjectMapper().readTree(json).path("minors");
            return new KnownReleases(StreamSupport.stream(list.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One line about a release that is not known.
     *
     * @param release of the installed operator, such as {@code 2.12.5}; empty when it cannot be read
     */
    Optional<String> remark(Optional<String> release) {
        String known = "the suite knows " + minors.get(0) + " to " + minors.get(minors.size() - 1);
        if (release.isEmpty()) {
            return Optional.of("The release of MTV cannot be read; " + known);
        }
        Matcher minor = MINOR.matcher(release.get());
        return minor.matches() && minors.contains(minor.group(1))
                ? Optional.empty()
                : Optional.of("MTV " + release.get() + " is an unknown release, " + known
                        + ": a difference may be a change of MTV's");
    }
}
