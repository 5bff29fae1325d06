package mtv.settings;

import mtv.settings.input.TextFile;
import mtv.settings.input.UnreadableFileException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates of a PEM file that a setting names. They are read once, so that a later change of the file does not
 * matter to the run.
 *
 * @param file path of the file, for messages
 * @param pem the certificates only, one PEM block for each; a private key in the file is left out
 * @param warnings sentences about what is allowed but probably a mistake, such as a certificate that has expired
 */
public record CaFile(Path file, String pem, List<String> warnings) {
    static final String EXPECTED = "expected a text with a block -----BEGIN CERTIFICATE----- for each certificate";

    private static final Pattern BLOCK =
            Pattern.compile("(?s)-----BEGIN ([A-Z0-9 ]++)-----(.*?)-----END ([A-Z0-9 ]++)-----");
    /** The second label is that of old versions of openssl. */
    private static final Set<String> LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE");

    private static final int SEQUENCE = 0x30;

    /**
     * @throws java.nio.file.NoSuchFileException when there is no such file
     * @throws UnreadableFileException when the file has no certificates; the message says what it has
     */
    static CaFile read(Path file) throws IOException {
        return of(file, TextFile.bytes(file));
    }

    /** @throws UnreadableFileException when these are no certificates; the message says what they are */
    static CaFile of(Path file, byte[] bytes) throws UnreadableFileException {
        refuseBinary(bytes);
        String text = TextFile.text(bytes);
        if (text.isBlank()) {
            throw new UnreadableFileException("is empty");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        Set<String> others = new TreeSet<>();
        Matcher block = BLOCK.matcher(text);
        int blocks = 0;
        while (block.find()) {
            blocks++;
            if (!block.group(1).equals(block.group(3))) {
                throw new UnreadableFileException("has a block that begins as " + block.group(1) + " and ends as "
                        + block.group(3) + " in line " + line(text, block.start()));
            }
            if (LABELS.contains(block.group(1))) {
                certificates.add(certificate(block.group(2), line(text, block.start())));
            } else {
                others.add(block.group(1));
            }
        }
        refuseBroken(text, blocks);
        if (certificates.isEmpty()) {
            throw new UnreadableFileException(
                    others.isEmpty() ? "holds no certificate" + instead(text) : "holds no certificate, but " + others);
        }
        return new CaFile(file, pem(certificates), warnings(file, certificates, others));
    }

    /** The PEM text in base64, as the client library takes it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static void refuseBinary(byte[] bytes) throws UnreadableFileException {
        if (bytes.length > 4 && bytes[0] == SEQUENCE && (bytes[1] & 0x80) != 0) {
            boolean certificate;
            try {
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
                certificate = true;
            } catch (CertificateException e) {
                certificate = false;
            }
            throw new UnreadableFileException(
                    certificate
                            ? "is a certificate in binary form (DER); convert it with openssl x509 -inform der"
                            : "is binary (DER: a key, or a PKCS#7 or PKCS#12 store)");
        }
        if (bytes.length > 4 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xED && bytes[2] == (byte) 0xFE) {
            throw new UnreadableFileException("is a Java key store");
        }
    }

    /** Refuses a block without begin or end, because its certificate would be left out silently. */
    private static void refuseBroken(String text, int blocks) throws UnreadableFileException {
        int begins = text.split("-----BEGIN ", -1).length - 1;
        int ends = text.split("-----END ", -1).length - 1;
        if (begins != blocks || ends != blocks) {
            int at = begins > ends ? text.lastIndexOf("-----BEGIN ") : text.indexOf("-----");
            throw new UnreadableFileException("has a block that is not whole (" + begins + " begin, " + ends
                    + " end), in line " + line(text, at) + " or before");
        }
    }

    /** Decodes one block, whose line ends may be written as {@code \\n}. */
    private static X509Certificate certificate(String base64, long line) throws UnreadableFileException {
        try {
            byte[] der = Base64.getDecoder().decode(base64.replaceAll("\\s+|\\\\[nr]", ""));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (IllegalArgumentException | CertificateException e) {
            throw new UnreadableFileException("has a block in line " + line + " that is no certificate");
        }
    }

    private static String instead(String text) {
        String start = text.strip();
        if (start.startsWith("<")) {
            return ", but a web page";
        }
        if (start.startsWith("LS0tLS1CRUdJTi")) {
            return ", but PEM in base64, as a kubeconfig has it; decode it with base64 -d";
        }
        return start.startsWith("{") || start.startsWith("apiVersion:") ? ", but JSON or YAML" : "";
    }

    private static String pem(List<X509Certificate> certificates) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(lines.encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            } catch (CertificateException e) {
                throw new IllegalStateException("a certificate that was read cannot be written", e);
            }
        }
        return pem.toString();
    }

    private static List<String> warnings(Path file, List<X509Certificate> certificates, Set<String> others) {
        List<String> warnings = new ArrayList<>();
        if (!others.isEmpty()) {
            warnings.add(file + " holds " + others + " too; only its certificates are used");
        }
        for (X509Certificate certificate : certificates) {
            String name = certificate.getSubjectX500Principal().getName();
            try {
                certificate.checkValidity();
            } catch (CertificateExpiredException e) {
                warnings.add(file + ": the certificate of " + name + " has expired on "
                        + certificate.getNotAfter().toInstant());
            } catch (CertificateNotYetValidException e) {
                warnings.add(file + ": the certificate of " + name + " is valid only from "
                        + certificate.getNotBefore().toInstant());
            }
        }
        return warnings;
    }

    private static long line(String text, int at) {
        return 1
                + text.chars()
                        .limit(Math.max(at, 0))
                        .filter(each -> each == '\n')
                        .count();
    }
}
