package mtv.names;

import mtv.names.gotemplate.GoTemplate;
import mtv.names.gotemplate.TemplateException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes the names of a VM's volumes from the template that applies to it.
 *
 * @param generateName whether the cluster adds random characters to what the template renders
 */
public record PvcNames(String template, boolean generateName) {

    /** MTV's own template since 2.13; earlier releases name volumes otherwise. */
    public static final String DEFAULT = "{{trunc 15 .PlanName}}-{{trunc 15 .TargetVmName}}-disk-{{.DiskIndex}}";

    /** MTV's template for an OpenShift source, whose volumes have names already. */
    public static final String DEFAULT_OF_OPENSHIFT = "{{.SourcePVCName}}";

    private static final int RANDOM = 5;

    /**
     * The template of the VM wins over the Plan's, and the Plan's over MTV's own.
     *
     * @param ofVm empty for none, likewise the Plan's
     * @param useGenerateName null leaves it to MTV, which adds nothing to the names of an OpenShift source
     */
    public static PvcNames of(String ofVm, String ofPlan, Boolean useGenerateName, boolean fromOpenShift) {
        String own = fromOpenShift ? DEFAULT_OF_OPENSHIFT : DEFAULT;
        String template = !ofVm.isEmpty() ? ofVm : !ofPlan.isEmpty() ? ofPlan : own;
        return new PvcNames(template, useGenerateName == null ? !fromOpenShift : useGenerateName);
    }

    /** @throws TemplateException when the result is no DNS-1123 label, which keeps the Plan from being Ready */
    public ExpectedName name(Map<String, ?> fields) {
        String rendered = GoTemplate.render(template, fields);
        if (!DnsNames.isLabel(rendered)) {
            throw new TemplateException("template " + template + " renders \"" + rendered
                    + "\", which is no DNS-1123 label of at most " + DnsNames.LABEL + " characters");
        }
        return generateName ? generated(rendered) : ExpectedName.exactly(rendered);
    }

    /** The API server shortens the prefix, so that the whole name is a label. */
    private static ExpectedName generated(String rendered) {
        String prefix = rendered + "-";
        return new ExpectedName(prefix.substring(0, Math.min(prefix.length(), DnsNames.LABEL - RANDOM)), RANDOM);
    }

    /**
     * @param disks the fields of each disk, in the order of their numbers
     * @throws TemplateException when two disks get the same exact name, because the second volume could not be created
     */
    public List<ExpectedName> names(List<? extends Map<String, ?>> disks) {
        List<ExpectedName> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Map<String, ?> disk : disks) {
            ExpectedName name = name(disk);
            if (name.isExact() && !taken.add(name.fixed())) {
                throw new TemplateException("template " + template + " renders \"" + name
                        + "\" for two disks; use {{.DiskIndex}} to tell them apart");
            }
            names.add(name);
        }
        return names;
    }
}
