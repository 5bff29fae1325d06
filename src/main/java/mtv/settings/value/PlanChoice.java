package mtv.settings.value;

import java.util.regex.Pattern;

/**
 * Which Plans of other people a run looks at: one by its namespace and name, or all with certain labels, wherever they
 * are.
 *
 * @param namespace empty with labels
 * @param name empty with labels
 * @param labels selector in Kubernetes' notation; empty for one Plan
 */
public record PlanChoice(String namespace, String name, String labels) {

    private static final Pattern ONE =
            Pattern.compile("([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)/([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?)");

    private static final String LABEL = "[A-Za-z0-9][-A-Za-z0-9_./]*\\s*(==?|!=)\\s*[-A-Za-z0-9_.]*";
    private static final Pattern LABELS = Pattern.compile(LABEL + "(\\s*,\\s*" + LABEL + ")*");

    /** @throws IllegalArgumentException for a text that is neither */
    public static PlanChoice of(String text) {
        if (LABELS.matcher(text).matches()) {
            return new PlanChoice("", "", text);
        }
        var one = ONE.matcher(text);
        if (!one.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new PlanChoice(one.group(1), one.group(3), "");
    }

    public boolean isOne() {
        return labels.isEmpty();
    }

    /** For messages. */
    @Override
    public String toString() {
        return isOne() ? "Plan " + namespace + "/" + name : "Plans with the labels " + labels;
    }
}
