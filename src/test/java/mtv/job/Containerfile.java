package mtv.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The instructions of a Containerfile, in their order. */
record Containerfile(List<Instruction> instructions) {

    /** @param rest what follows the keyword */
    record Instruction(String keyword, String rest) {}

    static Containerfile read(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
        return new Containerfile(text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\\s+", 2))
                .map(line -> new Instruction(line[0], line[1]))
                .toList());
    }

    List<String> all(String keyword) {
        return instructions.stream()
                .filter(each -> each.keyword().equals(keyword))
                .map(Instruction::rest)
                .toList();
    }

    String last(String keyword) {
        List<String> all = all(keyword);
        return all.get(all.size() - 1);
    }

    /** A list in the form that starts no shell; any other form is no JSON. */
    List<String> command(String keyword) throws IOException {
        return new ObjectMapper().readValue(last(keyword), new TypeReference<>() {});
    }
}
