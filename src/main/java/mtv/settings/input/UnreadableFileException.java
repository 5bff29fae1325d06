package mtv.settings.input;

import java.io.IOException;

/** A file exists, but is not what it should be; the message completes the sentence "the file ...". */
public final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableFileException(String what) {
        super(what);
    }
}
