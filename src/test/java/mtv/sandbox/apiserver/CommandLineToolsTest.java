package mtv.sandbox.apiserver;

import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.http.Trust;
import mtv.sandbox.tls.Certificate;
import org.testng.annotations.Test;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The archive behind a ConsoleCLIDownload can be downloaded and unpacked without a login. */
public class CommandLineToolsTest {

    @Test
    public void anybodyCanDownloadAnArchiveWithAnExecutable() throws Exception {
        Certificate certificate = Certificate.loopback();
        try (SandboxClock clock = new SandboxClock(1);
                ApiServer api = ApiServer.start(ApiServerConfig.of(clock, certificate, Map.of()))) {
            HttpResponse<byte[]> answer = HttpClient.newBuilder()
                    .sslContext(Trust.in(certificate.pem()))
                    .build()
                    .send(
                            HttpRequest.newBuilder(api.url().resolve(CommandLineTools.VIRTCTL))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            byte[] tar = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
            String text = new String(tar, StandardCharsets.US_ASCII);
            assertThat(text.length() % 512).isZero();
            assertThat(text).startsWith("virtctl\0").contains("ustar\00000", "#!/bin/sh");
            assertThat(text.substring(100, 107)).as("mode").isEqualTo("0000755");
            int sum = 8 * ' ';
            for (int i = 0; i < 512; i++) {
                sum += i >= 148 && i < 156 ? 0 : tar[i];
            }
            assertThat(Integer.parseInt(text.substring(148, 154), 8)).as("sum").isEqualTo(sum);
        }
    }
}
