package mtv.check.whole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.vm.Document;
import mtv.vm.Documents;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What a row of the table says of a value, of what is missing, and of what must be there too. */
public class ExplanationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** To which the rows of these tests refer. */
    private static final String OTHER = """
            {"name": "web", "size": "1Gi", "made": "2031-03-04T10:00:00.7Z", "ids": ["a", "b"], "count": 7,
             "spec": {"disks": [{"name": "d0"}, {"name": "d1"}], "mode": "Block"}}""";

    private static final String RIGHT = "";

    @DataProvider
    public Object[][] values() {
        return new Object[][] {
            // what the row says, the value, what is wanted instead
            {"'is': 'Bound'", "'Bound'", RIGHT},
            {"'is': 'Bound'", "'bound'", "Bound"},
            {"'is': ''", "'x'", "an empty text"},
            {"'is': 7", "'7'", RIGHT},
            {"'is': '1Gi'", "'1024Mi'", RIGHT},
            {"'is': '1Gi'", "1073741824", RIGHT},
            {"'is': '1Gi'", "'1025Mi'", "1Gi"},
            {"'is': '2031-03-04T10:00:00Z'", "'2031-03-04T11:00:00+01:00'", RIGHT},
            {"'is': '2031-03-04T10:00:00Z'", "'2031-03-04T10:00:01Z'", "2031-03-04T10:00:00Z"},
            {"'is': '2031-03-04T10:00:00Z'", "'soon'", "2031-03-04T10:00:00Z"},
            {"'is': {}", "{}", RIGHT},
            {"'is': {}", "'{}'", "{}"},
            {"'is': '{}'", "{}", "{}"},
            {"'oneOf': ['Delete', 'Retain']", "'Retain'", RIGHT},
            {"'oneOf': ['Delete', 'Retain']", "'Recycle'", "one of [\"Delete\", \"Retain\"]"},
            {"'matches': '\\\\d+'", "12", RIGHT},
            {"'matches': '\\\\d+'", "'12a'", "a text like \\d+"},
            {"'time': ''", "'1999-01-01T00:00:00Z'", RIGHT},
            {"'time': ''", "'noon'", "a time"},
            {"'time': 'Other:/made'", "'2031-03-04T10:00:00Z'", RIGHT},
            {
                "'time': 'Other:/made'",
                "'2031-03-04T09:59:59Z'",
                "a time not before 2031-03-04T10:00:00.7Z of Other /made"
            },
            {"'time': 'Other:/made'", "'noon'", "a time"},
            {"'time': 'Other:/name'", "'1999-01-01T00:00:00Z'", RIGHT},
            {"'same': 'Other:/name'", "'web'", RIGHT},
            {"'same': 'Other:/name'", "'db'", "web as Other /name"},
            {"'same': 'Other:/ids/*'", "'b'", RIGHT},
            {"'same': 'Other:/ids/*'", "'c'", "a or b as Other /ids/*"},
            {"'same': 'Other:/gone'", "'web'", "nothing as Other /gone"},
            {"'atLeast': 'Other:/size'", "'1024Mi'", RIGHT},
            {"'atLeast': 'Other:/size'", "'2Gi'", RIGHT},
            {"'atLeast': 'Other:/size'", "'1023Mi'", "at least 1Gi as Other /size"},
            {"'atLeast': 'Other:/size'", "'much'", "at least 1Gi as Other /size"},
            {"'atLeast': 'Other:/name'", "'1Gi'", "at least web as Other /name"},
            {"'free': 'any'", "'x'", RIGHT},
        };
    }

    @Test(dataProvider = "values")
    public void aRowSaysWhatAValueMustBe(String says, String value, String wanted) throws JsonProcessingException {
        assertThat(complaint("/at", says, "{'at': " + value + "}")).isEqualTo(wanted);
    }

    @DataProvider
    public Object[][] subtrees() {
        return new Object[][] {
            // the own document below /copy, what is wanted instead of its first leaf
            {"{'mode': 'Block'}", RIGHT},
            {"{'mode': 'File'}", "Block as Other /spec/mode"},
            {"{'mode': ''}", "Block as Other /spec/mode"},
            {"{'note': ''}", "nothing as Other /spec/note"},
            {"{'disks': [{'name': 'd0'}]}", RIGHT},
            {"{'disks': [{'name': 'd1'}]}", "d0 as Other /spec/disks/0/name"},
            {"{'disks': {'first': 'd0'}}", "nothing as Other /spec/disks/first"},
        };
    }

    @Test(dataProvider = "subtrees")
    public void aRowOfASubtreeComparesTheSamePathsBelow(String copy, String wanted) throws JsonProcessingException {
        assertThat(complaint("/copy/**", "'same': 'Other:/spec/**'", "{'copy': " + copy + "}"))
                .isEqualTo(wanted);
    }

    @DataProvider
    public Object[][] gaps() {
        return new Object[][] {
            // path of the row, what it says, the own document, what is missing of it
            {"/a/b", "'required': true", "{'a': {}}", List.of("/a/b")},
            {"/a/b", "'required': true", "{}", List.of("/a")},
            {"/a/b", "'required': true", "{'a': {'b': 1}}", List.of()},
            {"/a/b", "'required': false", "{}", List.of()},
            {"/a/*", "'required': true", "{'a': []}", List.of()},
            {"/a/[type=Ready]/status", "'required': true", "{'a': [{'type': 'New'}]}", List.of("/a/[type=Ready]")},
            {"/a/*/b", "'required': true", "{'a': [{'b': 1}, {}]}", List.of("/a/1/b")},
            {
                "/copy/**",
                "'required': true, 'same': 'Other:/spec/**'",
                "{'copy': {'disks': [{'name': 'any'}]}}",
                List.of("/copy/disks/1/name", "/copy/mode")
            },
            {"/copy/**", "'required': true, 'same': 'Other:/spec/**'", "{}", List.of("/copy")},
            {"/copy/**", "'required': true, 'same': 'Other:/gone/**'", "{'copy': {}}", List.of()},
        };
    }

    @Test(dataProvider = "gaps")
    public void whatARowWantsAndIsNotThereIsNamed(String at, String says, String own, List<String> missing)
            throws JsonProcessingException {
        Document document = document("Own", own);
        assertThat(row(at, says).missing(documents(document), document))
                .extracting(Leaf::pointer)
                .isEqualTo(missing);
    }

    @Test
    public void whatARowCoversMustBeThereTooInAnyOrder() throws JsonProcessingException {
        Explanation row = row("/at/*", "'covers': 'Other:/ids/*'");
        assertThat(uncovered(row, "{'at': ['b', 'a', 'z']}")).isEmpty();
        assertThat(uncovered(row, "{'at': ['b']}")).containsExactly("a");
        assertThat(uncovered(row, "{}")).containsExactly("a", "b");
        assertThat(uncovered(row("/at/*", "'free': 'any'"), "{}")).isEmpty();
    }

    @Test
    public void aRowIsOfThePathsThatItNamesAlone() throws JsonProcessingException {
        Document own = document("Own", "{'a': {'b.x': 1, 'b.y': 2, 'c': {'d': 3}}}");
        assertThat(paths(row("/a/b.*", "'free': 'any'"), own)).containsExactly("/a/b.x", "/a/b.y");
        assertThat(paths(row("/a/b.*", "'free': 'any', 'key': '.*y'"), own)).containsExactly("/a/b.y");
        assertThat(paths(row("/a/**", "'free': 'any'"), own)).containsExactly("/a/b.x", "/a/b.y", "/a/c/d");
        assertThat(paths(row("/a/c/d/**", "'free': 'any'"), own)).containsExactly("/a/c/d");
        assertThat(paths(row("/a/c", "'free': 'any'"), own)).isEmpty();
        assertThat(paths(row("/a/c/d/e", "'free': 'any'"), own)).isEmpty();
    }

    @Test
    public void aRowHoldsWhenAllOfItsConditionsDo() throws JsonProcessingException {
        Document own = document("Own", "{'kind': 'Plan'}");
        assertThat(row("/a", "'when': ['/kind=Plan', 'Other:/ids/*=b']").holds(documents(own), own))
                .isTrue();
        assertThat(row("/a", "'when': ['/kind=Plan', 'Other:/ids/*!=b']").holds(documents(own), own))
                .isFalse();
        assertThat(row("/a", "'when': ['/kind=*', 'Other:/gone!=*']").holds(documents(own), own))
                .isTrue();
    }

    @Test
    public void aRowSaysWhoWritesItWhyItMayVaryAndSinceWhen() throws JsonProcessingException {
        Explanation row = row("/at", "'by': 'CDI', 'since': '2.12', 'free': 'a clock'");
        assertThat(row.by()).isEqualTo("CDI");
        assertThat(row.path()).isEqualTo("/at");
        assertThat(row.origin()).isEqualTo("CDI since 2.12");
        assertThat(row.free()).contains("a clock");
        assertThat(row("/at", "'is': 1").origin()).isEqualTo("MTV");
        assertThat(row("/at", "'is': 1").free()).isEmpty();
    }

    /** Of the first leaf of a document. */
    private static String complaint(String at, String says, String own) throws JsonProcessingException {
        Document document = document("Own", own);
        Leaf leaf = Leaf.of(document.tree()).get(0);
        Explanation row = row(at, says);
        assertThat(row.isOf(leaf)).isTrue();
        Optional<String> complaint = row.complaint(leaf, documents(document), document);
        return complaint.orElse(RIGHT);
    }

    private static List<String> uncovered(Explanation row, String own) throws JsonProcessingException {
        Document document = document("Own", own);
        return row.uncovered(documents(document), document);
    }

    private static List<String> paths(Explanation row, Document own) {
        return Leaf.of(own.tree()).stream().filter(row::isOf).map(Leaf::pointer).toList();
    }

    /** As a group of MTV's has it. */
    private static Explanation row(String at, String says) throws JsonProcessingException {
        JsonNode group = json("{'of': ['Own'], 'by': 'MTV', 'rows': [{'at': '" + at + "', " + says + "}]}");
        ExplanationRow.Group rows = JSON.convertValue(group, ExplanationRow.Group.class);
        return new Explanation(rows.rows().get(0).in(rows));
    }

    private static Documents documents(Document own) throws JsonProcessingException {
        return new Documents(List.of(own, document("Other", OTHER)));
    }

    private static Document document(String role, String tree) throws JsonProcessingException {
        return new Document(role, "", json(tree));
    }

    /** With apostrophes in place of quotes. */
    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
