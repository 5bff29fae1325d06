package mtv.record;

import com.fasterxml.jackson.databind.node.TextNode;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

public class MaskTest {

    private final Mask mask = new Mask(List.of("s3cr3t pass", "abc"));

    @Test
    public void dataOfSecretsIsMaskedAloneAndInLists() {
        String secret = "{\"kind\":\"Secret\",\"metadata\":{\"name\":\"s\"},\"data\":{\"user\":\"dXNlcg==\","
                + "\"insecureSkipVerify\":\"dHJ1ZQ==\"},\"stringData\":{\"x\":\"y\"}}";
        assertThat(mask.body(secret).toString())
                .isEqualTo("{\"kind\":\"Secret\",\"metadata\":{\"name\":\"s\"},\"data\":{\"user\":\"bWFza2Vk\","
                        + "\"insecureSkipVerify\":\"dHJ1ZQ==\"},\"stringData\":{\"x\":\"masked\"}}");
        assertThat(mask.body("{\"kind\":\"SecretList\",\"items\":[{\"metadata\":{},\"data\":{\"token\":\"eA==\"}}]}")
                        .toString())
                .doesNotContain("eA==");
        assertThat(mask.body("{\"type\":\"ADDED\",\"object\":" + secret + "}").toString())
                .doesNotContain("dXNlcg==");
    }

    @Test
    public void aWatchOfLinesIsMaskedAsItsEventsAre() {
        String secret = "{\"object\":{\"kind\":\"Secret\",\"data\":{\"user\":\"dXNlcg==\"}}}\n";
        assertThat(mask.lines(secret + secret))
                .isEqualTo("{\"object\":{\"kind\":\"Secret\",\"data\":{\"user\":\"bWFza2Vk\"}}}\n".repeat(2));
        assertThat(mask.lines("<html>\n{}\n")).isEqualTo("<html>\n{}\n");
        assertThat(mask.lines("")).isEmpty();
    }

    @Test
    public void theRunsOwnSecretsAreMaskedEverywhere() {
        assertThat(mask.body("{\"a\":\"x s3cr3t pass y\",\"b\":\"czNjcjN0IHBhc3M=\",\"c\":[\"s3cr3t+pass\"]}")
                        .toString())
                .isEqualTo("{\"a\":\"x masked y\",\"b\":\"masked\",\"c\":[\"masked\"]}");
        assertThat(mask.text("abc")).as("too short to be told from a word").isEqualTo("abc");
    }

    @Test
    public void whatLooksLikeASecretIsMaskedAndNamesStay() {
        assertThat(mask.body("{\"password\":\"p\",\"accessToken\":\"t\",\"secretName\":\"my-secret\","
                                + "\"url\":\"https://u:p@h/\",\"t\":\"sha256~abcdefghijklmnopqrstuv\","
                                + "\"pem\":\"-----BEGIN PRIVATE KEY-----\\nMII\\n-----END PRIVATE KEY-----\"}")
                        .toString())
                .isEqualTo("{\"password\":\"masked\",\"accessToken\":\"masked\",\"secretName\":\"my-secret\","
                        + "\"url\":\"https://masked@h/\",\"t\":\"masked\",\"pem\":\"masked\"}");
    }

    @Test
    public void aJsonStringIsJsonAndAPageIsText() {
        assertThat(mask.json("\"vm-1601\"")).hasValue(TextNode.valueOf("vm-1601"));
        assertThat(mask.json("\"sha256~abcdefghijklmnopqrstuv\"")).hasValue(TextNode.valueOf("masked"));
        for (String text : List.of("", " ", "vm-1601", "200 OK", "<html></html>", "{\"a\": 1} {")) {
            assertThat(mask.json(text)).as(text).isEmpty();
        }
    }
}
