package mtv.names.gotemplate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.Scratch;
import org.testng.SkipException;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Thousands of random templates, rendered by Go itself with Sprig as well; skipped where these are not at hand. */
public class GoPeerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = Long.getLong("names.seed", System.nanoTime());
    private static final int TEMPLATES = 4000;

    private static final String MODULE = """
            module peer
            go 1.21
            require github.com/Masterminds/sprig/v3 v3.3.0
            """;

    private static final String PROGRAM = """
            package main

            import (
            	"encoding/json"
            	"os"
            	"strings"
            	"text/template"

            	"github.com/Masterminds/sprig/v3"
            )

            type data struct {
            	VmName, TargetVmName, PlanName, FileName, Empty string
            	DiskIndex                                       int
            	Shared                                          bool
            }
            type answer struct {
            	Ok   bool
            	Text string
            }

            func render(text string, d data) (a answer) {
            	defer func() {
            		if recover() != nil {
            			a = answer{}
            		}
            	}()
            	t, err := template.New("t").Funcs(sprig.TxtFuncMap()).Parse(text)
            	if err != nil {
            		return answer{Text: err.Error()}
            	}
            	var out strings.Builder
            	if err = t.Execute(&out, d); err != nil {
            		return answer{Text: err.Error()}
            	}
            	return answer{true, out.String()}
            }

            func main() {
            	var in struct {
            		Fields    data
            		Templates []string
            	}
            	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
            		panic(err)
            	}
            	var out []answer
            	for _, t := range in.Templates {
            		out = append(out, render(t, in.Fields))
            	}
            	json.NewEncoder(os.Stdout).Encode(out)
            }
            """;

    @Test
    public void goRendersTheSame() throws IOException, InterruptedException {
        List<String> templates = new ArrayList<>(new AnyTemplate(SEED).take(TEMPLATES));
        for (Object[] known : new GoTemplateTest().rendered()) {
            templates.add((String) known[0]);
        }
        JsonNode answers = go(Map.of("Fields", GoTemplateTest.FIELDS, "Templates", templates));
        assertThat(answers.size()).isEqualTo(templates.size());
        int rendered = 0;
        for (int i = 0; i < templates.size(); i++) {
            JsonNode go = answers.get(i);
            boolean ok = go.get("Ok").asBoolean();
            rendered += ok ? 1 : 0;
            assertThat(ours(templates.get(i)))
                    .as("names.seed=%d: %s; Go says %s", SEED, templates.get(i), go)
                    .isEqualTo(ok ? go.get("Text").asText() : "refused");
        }
        assertThat(rendered).as("templates that Go renders").isGreaterThan(TEMPLATES / 2);
    }

    private static String ours(String template) {
        try {
            return GoTemplate.render(template, GoTemplateTest.FIELDS);
        } catch (TemplateException e) {
            return "refused";
        }
    }

    private static JsonNode go(Map<String, Object> input) throws IOException, InterruptedException {
        Path folder = Scratch.folder("go-peer");
        try {
            Files.writeString(folder.resolve("go.mod"), MODULE);
            Files.writeString(folder.resolve("main.go"), PROGRAM);
            Files.write(folder.resolve("in.json"), JSON.writeValueAsBytes(input));
            ProcessBuilder go = new ProcessBuilder("go", "run", ".").directory(folder.toFile());
            go.environment().putAll(Map.of("GOFLAGS", "-mod=mod", "GOPROXY", "off", "GOSUMDB", "off"));
            go.redirectInput(folder.resolve("in.json").toFile());
            go.redirectOutput(folder.resolve("out.json").toFile());
            go.redirectError(folder.resolve("err.txt").toFile());
            if (!ends(go)) {
                throw new SkipException("Go cannot run the peer here; it needs Go and, once, go get"
                        + " github.com/Masterminds/sprig/v3@v3.3.0: " + Files.readString(folder.resolve("err.txt")));
            }
            return JSON.readTree(folder.resolve("out.json").toFile());
        } finally {
            for (String file : List.of("go.mod", "go.sum", "main.go", "in.json", "out.json", "err.txt")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }

    private static boolean ends(ProcessBuilder go) throws InterruptedException {
        try {
            Process process = go.start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            throw new SkipException("Go is not installed, so the templates were not held against it");
        }
    }
}
