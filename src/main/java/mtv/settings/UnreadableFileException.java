package mtv.settings;

import java.io.IOException;

/** A file that is there, but is not what it should be; the message completes the sentence "the file ...". */
final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableFileException(String what) {
        super(what);
    }
}
