package mtv.names.gotemplate;

/** A name template that cannot be read, cannot be rendered, or renders no valid name; the message names the place. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message, null, false, false);
    }
}
