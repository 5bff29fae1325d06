package mtv.acceptance.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import mtv.check.whole.FreePaths;
import mtv.steps.CollectedMigration;
import mtv.steps.EditedAnswers;
import mtv.vm.Document;
import mtv.vm.Documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The mutations that nobody can notice, since a row of {@code explained.json} gives the reason why a value may vary.
 */
final class FreeMutations {

    private final Documents documents;
    private final FreePaths free;

    private FreeMutations(Documents documents) {
        this.documents = documents;
        this.free = new FreePaths(documents);
    }

    static FreeMutations of(CollectedMigration migration) throws IOException {
        try (CollectedMigration.Session session = migration.play(EditedAnswers.NONE, CollectedMigration.SHORTLY)) {
            return new FreeMutations(session.documents());
        }
    }

    boolean contains(Mutation mutation) {
        return mutation.object().roles().stream()
                .flatMap(documents::of)
                .filter(document -> isOf(document, mutation.object()))
                .anyMatch(document -> isFree(mutation, document));
    }

    private static boolean isOf(Document document, ReadObject object) {
        return object.kind().startsWith(ReadObject.SOURCE) || document.name().equals(object.name());
    }

    private boolean isFree(Mutation mutation, Document document) {
        List<String> path = names(mutation.path());
        return switch (mutation.how()) {
            case CHANGED -> free.mayVary(document, path);
            case REMOVED -> free.mayBeMissing(document, path);
            case ADDED -> {
                path.add(
                        mutation.field().isEmpty()
                                ? String.valueOf(
                                        document.tree().at(mutation.path()).size())
                                : mutation.field());
                yield free.mayVary(new Document(document.role(), document.name(), mutation.on(document.tree())), path);
            }
        };
    }

    private static List<String> names(JsonPointer path) {
        List<String> names = new ArrayList<>();
        for (JsonPointer rest = path; !rest.matches(); rest = rest.tail()) {
            names.add(rest.getMatchingProperty());
        }
        return names;
    }
}
