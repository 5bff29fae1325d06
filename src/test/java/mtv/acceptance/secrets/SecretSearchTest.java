package mtv.acceptance.secrets;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The search finds a secret in each form in which a program may write it. */
public class SecretSearchTest {

    private static final String SECRET = "pass w/örd&+%1";

    private final SecretSearch search = new SecretSearch(Map.of("the password", SECRET));

    @DataProvider
    public Object[][] texts() {
        return new Object[][] {
            {"password=" + SECRET + "\n"},
            {"?p=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8) + "&q"},
            {base64(SECRET)},
            {base64("u:" + SECRET)},
            {base64("me:" + SECRET)},
            {base64("you:" + SECRET + "\n")},
            {base64("user:" + SECRET + "\n\n")},
        };
    }

    private static String base64(String text) {
        return "x " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test(dataProvider = "texts")
    public void eachFormIsFound(String text) {
        assertThat(search.in(text)).singleElement().asString().startsWith("the password");
    }

    @Test
    public void nothingIsFoundWhereThereIsNothing() {
        assertThat(search.in("pass word *** " + base64("pass"))).isEmpty();
    }

    @Test
    public void tokensAndKeysAreKnownByTheirForm() {
        assertThat(search.in("Bearer sha256~abc\n-----BEGIN RSA PRIVATE KEY-----"))
                .hasSize(2);
        assertThat(search.in(base64("{sha256~abc}"))).hasSize(1);
    }
}
