package mtv.names.gotemplate;

/** A name template that cannot be read, cannot be rendered, or renders no valid name; the message names the place. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean ofGoAlone;

    public TemplateException(String message) {
        this(message, false);
    }

    private TemplateException(String message, boolean ofGoAlone) {
        super(message, null, false, false);
        this.ofGoAlone = ofGoAlone;
    }

    /** For loops, definitions and variables, which Go renders and this package does not. */
    static TemplateException ofGoAlone(String message) {
        return new TemplateException(message, true);
    }

    /** The same with the template that it is about. */
    TemplateException in(String template) {
        return new TemplateException("template " + template + ": " + getMessage(), ofGoAlone);
    }

    /** Whether Go may render the template although this package does not. */
    public boolean isOfGoAlone() {
        return ofGoAlone;
    }
}
