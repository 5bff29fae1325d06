package mtv.provider;

import com.sun.net.httpserver.HttpServer;
import mtv.await.Stop;
import mtv.provider.driver.SourceDriver;
import mtv.record.RecordedConnection;
import mtv.settings.Credentials;
import mtv.settings.SourceProviderEntry;
import mtv.settings.SourceSettings;
import mtv.settings.Waits;
import mtv.settings.value.Secret;
import mtv.vm.SourceType;
import org.testng.annotations.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** All copies of a run are deleted in one session on vCenter, however many threads delete them. */
public class CloneUndoTest {

    private static final int COPIES = 8;

    @Test
    public void copiesAreDeletedInOneSession() throws Exception {
        AtomicInteger sessions = new AtomicInteger();
        AtomicInteger lookUps = new AtomicInteger();
        HttpServer vcenter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(COPIES);
        vcenter.setExecutor(threads);
        vcenter.createContext("/", request -> {
            String path = request.getRequestURI().getPath();
            boolean login = path.equals("/api/session");
            String answer = login ? "\"session-" + sessions.incrementAndGet() + "\"" : "[]";
            if (path.equals("/api/vcenter/vm")) {
                lookUps.incrementAndGet();
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            request.sendResponseHeaders(path.startsWith("/sdk/") ? 404 : 200, body.length);
            request.getResponseBody().write(body);
            request.close();
        });
        vcenter.start();
        ExecutorService workers = Executors.newFixedThreadPool(COPIES);
        try {
            CloneUndo undo = new CloneUndo(
                    Optional.of("vc"),
                    () -> driver("http://127.0.0.1:" + vcenter.getAddress().getPort()));
            List<Callable<Void>> deletions = IntStream.range(0, COPIES)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        undo.undo(CloneUndo.entry("vc", "copy-" + number));
                        return null;
                    })
                    .toList();
            for (Future<Void> deletion : workers.invokeAll(deletions)) {
                deletion.get();
            }
        } finally {
            workers.shutdown();
            vcenter.stop(0);
            threads.shutdown();
        }
        assertThat(lookUps).hasValue(COPIES);
        assertThat(sessions).hasValue(1);
    }

    private static SourceDriver driver(String url) {
        SourceProviderEntry entry = new SourceProviderEntry(
                "vc",
                SourceType.VSPHERE,
                "8.0",
                url,
                Optional.of(new Credentials("user", new Secret("password"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Duration limit = Duration.ofSeconds(10);
        return SourceDrivers.of(
                entry,
                new SourceSettings(
                        Optional.empty(), Optional.of(entry), true, Optional.empty(), Path.of(""), Optional.empty(), 1),
                new Waits(limit, limit, limit, limit, limit, limit, limit, limit, limit, limit),
                Stop.never(),
                RecordedConnection.PLAIN);
    }
}
