package mtv.acceptance.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import mtv.check.whole.FreePaths;
import mtv.steps.CollectedMigration;
import mtv.steps.EditedAnswers;
import mtv.vm.Document;
import mtv.vm.Documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
                .anyMatch(document -> place(document, mutation.object())
                        .filter(place -> isFree(mutation.below(place), document))
                        .isPresent());
    }

    /** Where a document holds the object: a source's document holds its parts, too. */
    private static Optional<JsonPointer> place(Document document, ReadObject object) {
        if (!object.isOfSource() || object.kind().equals(ReadObject.SOURCE + "vms")) {
            boolean whole = object.isOfSource() || document.name().equals(object.name());
            return Optional.of(JsonPointer.empty()).filter(top -> whole);
        }
        String collection = object.kind().substring(ReadObject.SOURCE.length());
        JsonNode parts = document.tree().path(collection);
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).path("id").asText().equals(object.name()))
                .mapToObj(i -> JsonPointer.empty().appendProperty(collection).appendIndex(i))
                .findFirst();
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
