package mtv.check.whole;

import mtv.vm.Document;
import mtv.vm.Documents;
import mtv.vm.ForeignField;

/** Whether one of the values at a place is one, or none of them is. */
record RowCondition(ValuePlace place, NamePattern value, boolean wanted) {

    /** @param text {@code Role:/path=value} or {@code Role:/path!=value}; the value may have {@code *} */
    static RowCondition of(String text) {
        int equals = text.lastIndexOf('=');
        boolean wanted = text.charAt(equals - 1) != '!';
        return new RowCondition(
                ValuePlace.of(text.substring(0, wanted ? equals : equals - 1)),
                new NamePattern(text.substring(equals + 1)),
                wanted);
    }

    boolean holds(Documents documents, Document own) {
        return place.in(documents, own).stream().anyMatch(found -> value.matches(ForeignField.shown(found.value())))
                == wanted;
    }
}
