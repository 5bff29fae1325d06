package mtv.evidence.gather;

import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import mtv.model.ApiFailure;
import mtv.templates.MustGatherTemplates;
import mtv.text.SecretNames;
import mtv.text.Visible;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The files of a must-gather as they come out of its pod: the output of a {@code tar} that runs in it. */
record CopiedFiles(PodResource pod, Duration limit) {

    private static final int EXIT_SECONDS = 10;

    /** Reads the tar, and says whether it did so to the end. */
    @FunctionalInterface
    interface Reader {
        boolean read(InputStream tar) throws IOException;
    }

    /** @return what went wrong on the way; what was read until then is kept */
    Optional<String> read(Reader reader) {
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        try (ExecWatch tar = pod.inContainer(MustGatherTemplates.COPY)
                .withReadyWaitTimeout(0) // with one of two containers ended, it is never ready
                .redirectingOutput()
                .writingError(complaints)
                .exec("tar", "-C", MustGatherTemplates.FOLDER, "-cf", "-", ".")) {
            CompletableFuture<Void> alarm = CompletableFuture.runAsync(
                    tar::close, CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
            try {
                return read(reader, tar, complaints);
            } finally {
                alarm.cancel(false);
            }
        } catch (RuntimeException e) {
            return Optional.of("its files cannot be copied out of the pod: " + ApiFailure.words(e));
        }
    }

    private Optional<String> read(Reader reader, ExecWatch tar, ByteArrayOutputStream complaints) {
        try {
            if (!reader.read(tar.getOutput())) {
                return Optional.empty();
            }
            tar.getOutput().transferTo(OutputStream.nullOutputStream()); // what a tar is filled up with
            return exit(tar, complaints);
        } catch (IOException e) {
            String broken = "its files came incompletely: " + ApiFailure.words(e);
            return tar.exitCode().isDone() ? exit(tar, complaints).or(() -> Optional.of(broken)) : Optional.of(broken);
        }
    }

    private Optional<String> exit(ExecWatch tar, ByteArrayOutputStream complaints) {
        try {
            Integer code = tar.exitCode().get(EXIT_SECONDS, TimeUnit.SECONDS);
            String told = Visible.line(SecretNames.withoutValues(
                    complaints.toString(StandardCharsets.UTF_8).strip()));
            return code != null && code == 0
                    ? Optional.empty()
                    : Optional.of("tar in its pod ended with exit code " + code + (told.isEmpty() ? "" : ": " + told));
        } catch (ExecutionException e) {
            return Optional.of("its files cannot be copied out of the pod: " + ApiFailure.words(e.getCause()));
        } catch (TimeoutException e) {
            return Optional.of("tar in its pod has not said how it ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while its files were copied");
        }
    }
}
