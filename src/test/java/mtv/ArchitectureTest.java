package mtv;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The rooms of this house, which are packages, and what each may use. */
public class ArchitectureTest {

    /**
     * Each room with all others that it may use; a room's own packages may use each other, but never in a circle. A
     * room stands below those that use it, so the table can be read from the ground up.
     */
    private static final String ROOMS = """
            text                | -
            model               | -
            vm                  | model
            names               | -
            settings            | vm text
            record              | vm settings
            scenario            | model vm names settings
            templates           | model vm settings scenario
            await               | text model
            sandbox             | model names, and its own rooms: see below
            cluster             | model settings record await sandbox
            ledger              | text model vm settings await cluster
            diagnosis           | model await cluster
            provider            | text model vm settings record scenario templates await cluster ledger diagnosis
            evidence            | text model settings templates await cluster ledger
            timeline            | text model await
            scale               | model
            check               | model vm text names scenario
            observe             | text model vm settings record await cluster provider check
            report              | model vm text settings scenario templates evidence check observe
            doctor              | model vm text settings record scenario templates await cluster diagnosis provider \
                                  evidence observe report
            steps               | model vm text names settings record scenario templates await cluster ledger \
                                  diagnosis evidence timeline scale provider check observe report doctor
            suites              | model vm settings scenario provider check await ledger steps
            job                 | model report steps
            """;

    /** The same of the sandbox, which is a cluster of its own and could do without the suite. */
    private static final String SANDBOX_ROOMS = """
            tls                 | -
            clock               | -
            store               | -
            guest               | -
            json                | -
            http                | tls
            controller          | clock store
            faults              | json controller
            sources             | clock http faults guest
            apiserver           | clock tls http store faults
            inventory           | clock tls json http faults sources
            kubevirt            | clock http store guest controller apiserver
            forklift            | clock store json controller faults sources apiserver inventory
            """;

    private static final String SANDBOX = "sandbox";

    private final Map<String, Set<String>> rooms = rooms(ROOMS);
    private final Map<String, Set<String>> sandboxRooms = rooms(SANDBOX_ROOMS);
    private JavaClasses classesAndTests;
    private JavaClasses classes;

    @BeforeClass
    public void read() {
        classesAndTests = new ClassFileImporter().importPackages("mtv");
        classes = classesAndTests.that(DescribedPredicate.describe(
                "are of the house",
                type -> isOfTheHouse(Location.of(type.getSource().orElseThrow().getUri()))));
    }

    /** The suites are the only room that Maven keeps among the tests. */
    private static boolean isOfTheHouse(Location file) {
        boolean suite = file.contains("/mtv/suites/") && !file.contains("Test.class");
        return suite || !ImportOption.Predefined.ONLY_INCLUDE_TESTS.includes(file);
    }

    private static Map<String, Set<String>> rooms(String table) {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        table.lines().map(line -> line.split("\\|")).forEach(row -> {
            String used = row[1].replaceFirst(",.*", "").strip();
            rooms.put(row[0].strip(), used.equals("-") ? Set.of() : Set.of(used.split(" +")));
        });
        return rooms;
    }

    @Test
    public void everyPackageBelongsToARoom() {
        Set<String> all = new TreeSet<>(rooms.keySet());
        sandboxRooms.keySet().forEach(room -> all.add(SANDBOX + "." + room));
        Set<String> found = classes.stream().map(ArchitectureTest::roomOf).collect(Collectors.toSet());
        assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    public void aRoomUsesOnlyRoomsBelowIt() {
        for (Map<String, Set<String>> table : List.of(rooms, sandboxRooms)) {
            List<String> below = new ArrayList<>();
            table.forEach((room, used) -> {
                assertThat(below)
                        .as("rooms that stand above %s in the table", room)
                        .containsAll(used);
                below.add(room);
            });
        }
    }

    @DataProvider
    public Object[][] walls() {
        List<Object[]> walls = new ArrayList<>();
        rooms.keySet().stream().filter(room -> !room.equals(SANDBOX)).forEach(room -> walls.add(wall(room)));
        walls.add(new Object[] {SANDBOX, with(SANDBOX, rooms.get(SANDBOX), sandboxRooms.keySet())});
        sandboxRooms.forEach((room, used) ->
                walls.add(new Object[] {SANDBOX + "." + room, with(room, rooms.get(SANDBOX), used)}));
        return walls.toArray(Object[][]::new);
    }

    private Object[] wall(String room) {
        Set<String> allowed = new TreeSet<>(rooms.get(room));
        allowed.add(room);
        return new Object[] {room, allowed};
    }

    private static Set<String> with(String room, Set<String> ofTheSuite, Set<String> ofTheSandbox) {
        Set<String> allowed = new TreeSet<>(ofTheSuite);
        allowed.add(room.equals(SANDBOX) ? room : SANDBOX + "." + room);
        ofTheSandbox.forEach(used -> allowed.add(SANDBOX + "." + used));
        return allowed;
    }

    @Test(dataProvider = "walls")
    public void aRoomUsesOnlyWhatItsRowNames(String room, Set<String> allowed) {
        noClasses()
                .that(in(Set.of(room)))
                .should()
                .dependOnClassesThat(in(allowed, false))
                .check(classes);
    }

    @Test
    public void noPackagesUseEachOtherInACircle() {
        slices().matching("mtv.(**)").should().beFreeOfCycles().check(classes);
    }

    /** The one seam through which a run opens a sandbox instead of a cluster. */
    @Test
    public void oneClassOpensTheSandbox() {
        noClasses()
                .that()
                .resideOutsideOfPackage("mtv.sandbox..")
                .and()
                .doNotHaveFullyQualifiedName("mtv.cluster.ClusterTarget")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("mtv.sandbox..")
                .check(classes);
    }

    /** Of the suite the sandbox shares the language of name templates alone, whose rules it has none of. */
    @Test
    public void theSandboxSharesOfTheNamesOnlyTheirLanguage() {
        noClasses()
                .that()
                .resideInAPackage("mtv.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("mtv.names")
                .check(classes);
    }

    /** Facts of both sides go in and findings come out: no cluster, no file, no wait, no log. */
    @Test
    public void checksCompareAndDoNothingElse() {
        noClasses()
                .that()
                .resideInAnyPackage("mtv.check..", "mtv.vm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8.kubernetes.client",
                        "io.fabric8.kubernetes.client.dsl..",
                        "io.fabric8.kubernetes.client.http..",
                        "org.apache.logging..",
                        "org.awaitility..",
                        "java.net..",
                        "java.nio.file..",
                        "java.util.concurrent..")
                .check(classes);
    }

    /** A name that stands for two things has to be looked up in the imports each time that it is read. */
    @Test
    public void noTwoClassesHaveOneName() {
        Map<String, List<JavaClass>> sameName = classesAndTests.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, TreeMap::new, Collectors.toList()));
        assertThat(sameName.values()).as("classes of one simple name").allMatch(types -> types.size() == 1);
    }

    /** A nested class may be named as a top-level one, but only where nobody meets both. */
    @Test
    public void noClassMeetsANestedClassNamedAsAnotherThatItUses() {
        Map<JavaClass, List<JavaClass>> mistakable = new LinkedHashMap<>();
        classesAndTests.forEach(type -> mistakable.put(type, mistakableIn(type)));
        mistakable.values().removeIf(List::isEmpty);
        assertThat(mistakable)
                .as("nested classes, by the class that also uses a top-level one of the same name")
                .isEmpty();
    }

    private static List<JavaClass> mistakableIn(JavaClass type) {
        Set<JavaClass> met = type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .filter(ArchitectureTest::isOurs)
                .collect(Collectors.toSet());
        met.add(type);
        Set<String> topLevel = met.stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
        return met.stream()
                .filter(JavaClass::isNestedClass)
                .filter(nested -> topLevel.contains(nested.getSimpleName()))
                .toList();
    }

    private static DescribedPredicate<JavaClass> in(Set<String> rooms) {
        return in(rooms, true);
    }

    /** @param inside false for the classes of all other rooms */
    private static DescribedPredicate<JavaClass> in(Set<String> rooms, boolean inside) {
        return DescribedPredicate.describe(
                (inside ? "are in " : "are in other rooms than ") + rooms,
                type -> isOurs(type) && rooms.contains(roomOf(type)) == inside);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("mtv.");
    }

    private static String roomOf(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        int length = parts[1].equals(SANDBOX) ? Math.min(3, parts.length) : 2;
        return String.join(".", Arrays.copyOfRange(parts, 1, length));
    }
}
