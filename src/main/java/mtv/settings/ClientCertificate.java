package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsValues;
import mtv.settings.input.TextFile;
import mtv.settings.input.UnreadableFileException;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a client certificate and its key from the files that settings name. */
final class ClientCertificate {

    private static final Pattern KEY =
            Pattern.compile("(?s)-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----.*?-----END \\1-----");
    private static final String EXPECTED = "expected a PEM file with a block PRIVATE KEY that is not encrypted";

    private final SettingsValues values;
    private final Path directory;
    private final Problems problems;

    ClientCertificate(SettingsValues values, Path directory, Problems problems) {
        this.values = values;
        this.directory = directory;
        this.problems = problems;
    }

    /** Empty when a file is not given, or after a problem. */
    Optional<Login> read() {
        Optional<CaFile> certificate = values.get(Keys.CLUSTER_CLIENT_CERTIFICATE)
                .flatMap(file -> new CaFiles(
                                values.where(Keys.CLUSTER_CLIENT_CERTIFICATE),
                                Keys.CLUSTER_CLIENT_CERTIFICATE.name() + ": ",
                                "",
                                problems)
                        .read(directory.resolve(file), true));
        Optional<Secret> key = values.get(Keys.CLUSTER_CLIENT_KEY).flatMap(file -> key(directory.resolve(file)));
        return certificate.flatMap(pem -> key.map(secret -> new Login.Certificate(pem.pem(), secret)));
    }

    private Optional<Secret> key(Path file) {
        try {
            Matcher block = KEY.matcher(TextFile.text(TextFile.bytes(file)));
            if (block.find() && !block.group().contains("ENCRYPTED")) {
                return Optional.of(new Secret(block.group() + "\n"));
            }
            return problem(file + " holds no such key", EXPECTED);
        } catch (NoSuchFileException e) {
            return problem("there is no file " + file, EXPECTED);
        } catch (UnreadableFileException e) {
            return problem(file + " " + e.getMessage(), EXPECTED);
        } catch (IOException e) {
            return problem(file + " cannot be read", "make it readable");
        }
    }

    private Optional<Secret> problem(String what, String remedy) {
        problems.add(values.where(Keys.CLUSTER_CLIENT_KEY), Keys.CLUSTER_CLIENT_KEY.name() + ": " + what, remedy);
        return Optional.empty();
    }
}
