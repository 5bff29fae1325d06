package mtv.names;

import mtv.names.gotemplate.TextFunctions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The name that a migrated VM gets, by MTV's rules: MTV shows it as {@code status.migration.vms[].newName}. */
public final class VmNames {

    private static final int RANDOM = 4;
    private static final String NOTHING_LEFT = "vm-";
    private static final String NO_ID = "vm-0000";

    private VmNames() {}

    /**
     * @param targetName what the Plan asks for, which is taken literally; empty when it asks for nothing
     * @param taken names of VMs that the namespace had before, and source names of the Plan's VMs
     */
    public static ExpectedName expected(String targetName, String sourceName, Set<String> taken) {
        if (!targetName.isEmpty()) {
            return ExpectedName.exactly(targetName);
        }
        if (DnsNames.isSubdomain(sourceName)) {
            return ExpectedName.exactly(sourceName);
        }
        String changed = changed(sourceName);
        if (changed.isEmpty()) {
            return new ExpectedName(NOTHING_LEFT, RANDOM);
        }
        return taken.contains(changed)
                ? new ExpectedName(cut(changed, DnsNames.LABEL - RANDOM - 1) + "-", RANDOM)
                : ExpectedName.exactly(changed);
    }

    /**
     * The name that templates of volumes see as TargetVmName. Unlike the VM itself, which may keep its dots, it is
     * always a label, and never random.
     *
     * @param newName the name that the VM got when MTV changed it, else empty
     */
    public static String inTemplates(String targetName, String newName, String sourceName, String vmId) {
        if (!targetName.isBlank()) {
            return targetName.strip();
        }
        if (!newName.isEmpty()) {
            return newName;
        }
        if (DnsNames.isLabel(sourceName)) {
            return sourceName;
        }
        String changed = changed(hasAlphanumeric(sourceName) ? sourceName : vmId);
        return changed.isEmpty() ? NO_ID : changed;
    }

    /** The source name as Kubernetes accepts it; empty when nothing is left of it. */
    static String changed(String sourceName) {
        String lower = trim(sourceName.toLowerCase(Locale.ROOT));
        String joined = Arrays.stream(lower.split("\\."))
                .map(VmNames::changedPart)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("."));
        return joined.length() > DnsNames.LABEL ? trim(cut(joined, DnsNames.LABEL)) : joined;
    }

    private static String changedPart(String part) {
        String allowed = part.replaceAll("[_+*/\\\\ ]", "-").replaceAll("[^a-z0-9-]", "");
        return trim(cut(trim(allowed.replaceAll("-+", "-")), DnsNames.LABEL));
    }

    private static boolean hasAlphanumeric(String text) {
        return text.matches("(?s).*[A-Za-z0-9].*");
    }

    private static String trim(String text) {
        return TextFunctions.trimAll(".-", text);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
