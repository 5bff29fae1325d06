package mtv.model;

import com.fasterxml.jackson.core.JacksonException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;

import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes an exception of the Kubernetes client in one sentence: the request with its address, and the cause of the
 * failure. The library's own messages have only one of them, and in many cases neither.
 */
public final class ApiFailure {

    /** Matches those messages of the library that follow one pattern. */
    private static final Pattern REQUEST =
            Pattern.compile("(?:Failure|Error) executing: ([A-Z]+) at: (\\S+?)\\.(?: |$)");

    private static final Pattern OPERATION = Pattern.compile("Operation: \\[([^]]*)]\\s+for kind: \\[([^]]*)]"
            + "\\s+with name: \\[([^]]*)]\\s+in namespace: \\[([^]]*)]");

    /** Matches messages that start with a request, such as {@code GET https://api.example.test/version: …}. */
    private static final Pattern TOLD = Pattern.compile("[A-Z]+ \\S+://\\S+: ");

    /** Exceptions whose own messages do not say enough. The first type that fits is used. */
    private static final Map<Class<? extends Throwable>, String> KNOWN = known();

    private ApiFailure() {}

    private static Map<Class<? extends Throwable>, String> known() {
        Map<Class<? extends Throwable>, String> known = new LinkedHashMap<>();
        known.put(UnknownHostException.class, "the host name is unknown");
        known.put(UnresolvedAddressException.class, "the host name is unknown");
        known.put(InterruptedException.class, "interrupted while waiting for the answer");
        known.put(InterruptedIOException.class, "interrupted while waiting for the answer");
        known.put(RejectedExecutionException.class, "the session is closed already");
        known.put(CancellationException.class, "the request was given up");
        known.put(TimeoutException.class, "no answer in time");
        known.put(ClosedChannelException.class, "the connection was closed");
        known.put(JacksonException.class, "the answer cannot be read");
        return known;
    }

    /** The request that caused an exception, attached to it where the client sent the request. */
    static final class Request extends Exception {

        private static final long serialVersionUID = 1L;

        Request(String method, String address) {
            super(method + " " + address, null, false, false);
        }
    }

    /**
     * Attaches the request to an exception. It must be called where the exception occurs, because only there is the
     * address known.
     *
     * @param address without a query
     */
    public static void comesFrom(Throwable failure, String method, String address) {
        failure.addSuppressed(new Request(method, address));
    }

    /**
     * The failure in words; never empty. Messages of other exceptions than the client library's are used unchanged if
     * they have content.
     */
    public static String words(Throwable failure) {
        if (speaksForItself(failure)) {
            return failure.getMessage();
        }
        List<Throwable> chain = chain(failure);
        Optional<String> told = chain.stream()
                .filter(KubernetesClientException.class::isInstance)
                .map(Throwable::getMessage)
                .filter(message -> message != null && TOLD.matcher(message).lookingAt())
                .findFirst();
        return told.orElseGet(() -> attempt(chain).map(tried -> tried + ": ").orElse("") + cause(chain));
    }

    /** The cause in words, without the request. */
    public static String cause(Throwable failure) {
        return cause(chain(failure));
    }

    /** The answer to a refused request, in words. */
    public static String answered(int code, Status status) {
        String reason = status.getReason() == null ? "" : " " + status.getReason();
        String message = status.getMessage() == null ? "" : status.getMessage();
        return "it answered " + code + reason + (message.isBlank() ? ", without a word" : afterCode(message));
    }

    private static boolean speaksForItself(Throwable failure) {
        String message = Objects.toString(failure.getMessage(), "");
        Throwable cause = failure.getCause();
        boolean repeats = cause != null && (message.endsWith(cause.toString()) || message.equals(cause.getMessage()));
        boolean known = failure instanceof KubernetesClientException
                || KNOWN.keySet().stream().anyMatch(type -> type.isInstance(failure));
        return isOurs(failure) ? !message.isEmpty() : !known && !repeats && message.contains(" ");
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getClass().getName().startsWith("mtv.");
    }

    /** The exception with all its causes, from the outermost to the deepest. */
    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
            chain.add(at);
        }
        return chain;
    }

    private static Optional<String> attempt(List<Throwable> chain) {
        Optional<String> operation = first(chain, OPERATION).map(ApiFailure::operation);
        Optional<String> request = chain.stream()
                .flatMap(error -> Stream.of(error.getSuppressed()))
                .filter(Request.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .or(() -> first(chain, REQUEST).map(match -> match.group(1) + " " + withoutQuery(match.group(2))));
        return operation.isPresent() && request.isPresent()
                ? Optional.of(operation.get() + " (" + request.get() + ")")
                : operation.or(() -> request);
    }

    private static Optional<Matcher> first(List<Throwable> chain, Pattern pattern) {
        return chain.stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .map(pattern::matcher)
                .filter(Matcher::find)
                .findFirst();
    }

    private static String operation(Matcher match) {
        String object = Stream.of(match.group(4), match.group(3))
                .filter(part -> !part.isEmpty() && !part.equals("null"))
                .collect(Collectors.joining("/"));
        return (match.group(1) + " " + match.group(2) + " " + object).strip();
    }

    private static String withoutQuery(String address) {
        return address.replaceFirst("\\?.*", "");
    }

    private static String cause(List<Throwable> chain) {
        for (Throwable error : chain) {
            if (error instanceof KubernetesClientException answer && answer.getCode() > 0) {
                return answered(answer);
            }
            if (error instanceof UnexpectedAnswerException unexpected) {
                return unexpected.getMessage();
            }
        }
        return deepest(chain);
    }

    private static String answered(KubernetesClientException answer) {
        Status status = Optional.ofNullable(answer.getStatus()).orElseGet(Status::new);
        boolean silent = status.getReason() == null && status.getMessage() == null;
        return silent && !isPattern(answer.getMessage()) ? answer.getMessage() : answered(answer.getCode(), status);
    }

    private static String afterCode(String message) {
        return message.startsWith(AnswerBody.ANSWERS_WITH)
                ? " with " + message.substring(AnswerBody.ANSWERS_WITH.length())
                : ": " + message;
    }

    private static boolean isPattern(String message) {
        return message == null
                || message.isBlank()
                || REQUEST.matcher(message).find()
                || OPERATION.matcher(message).find();
    }

    private static String deepest(List<Throwable> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            Throwable error = chain.get(i);
            Optional<String> words = KNOWN.entrySet().stream()
                    .filter(known -> known.getKey().isInstance(error))
                    .map(known -> known.getValue() + after(error))
                    .findFirst();
            if (words.isPresent()) {
                return words.get();
            }
        }
        return named(chain.get(chain.size() - 1));
    }

    private static String after(Throwable error) {
        String message = error instanceof JacksonException json ? json.getOriginalMessage() : error.getMessage();
        return message == null || message.isBlank() ? "" : ": " + message;
    }

    /** The message with the class, because some messages mean nothing without it. */
    private static String named(Throwable error) {
        String message = Objects.toString(error.getMessage(), "").strip();
        String name = error.getClass().getSimpleName();
        boolean sentence = message.contains(" ") || isOurs(error);
        return message.isEmpty() ? name : sentence ? message : name + ": " + message;
    }
}
