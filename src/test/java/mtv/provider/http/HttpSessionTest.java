package mtv.provider.http;

import mtv.await.Stop;
import mtv.record.RecordedConnection;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a server that is being restarted is told from one that will never answer by. */
public class HttpSessionTest {

    @DataProvider
    public Object[][] servers() {
        return new Object[][] {
            {"https://127.0.0.1:1", false, "cannot reach https://127.0.0.1:1: "},
            {"https://no-such-host.invalid", true, "cannot reach https://no-such-host.invalid: its name is unknown"},
        };
    }

    @Test(dataProvider = "servers")
    public void onlySomeErrorsLast(String server, boolean lasting, String message) {
        HttpSession http = HttpSession.trusting(
                new HttpSession.Trust(true, Optional.empty()),
                Duration.ofSeconds(10),
                Stop.never(),
                RecordedConnection.PLAIN,
                "source");

        IOException error =
                catchThrowableOfType(IOException.class, () -> http.send("GET", URI.create(server), Map.of(), ""));

        assertThat(error).hasMessageStartingWith(message).hasMessageNotContaining("null");
        assertThat(HttpSession.isLasting(error)).isEqualTo(lasting);
    }

    @DataProvider
    public Object[][] bodies() {
        return new Object[][] {
            {"<html><title> Application is\n not available</title>", "a web page (\"Application is not available\")"},
            {"\uFEFF<!DOCTYPE html>", "a web page, not with an API"},
            {"{\"vms\": [", "no JSON, or a part of it"},
        };
    }

    @Test(dataProvider = "bodies")
    public void whatIsNoJsonIsToldWithItsAddress(String body, String words) {
        URI from = URI.create("https://inventory.example.test/providers?detail=all");
        HttpSession.Answer answer = new HttpSession.Answer(200, body, Optional.empty(), Optional.empty(), from);

        assertThat(catchThrowableOfType(IOException.class, answer::json))
                .hasMessageStartingWith("https://inventory.example.test/providers ")
                .hasMessageContaining(words);
    }
}
