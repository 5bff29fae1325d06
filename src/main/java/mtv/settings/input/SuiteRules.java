package mtv.settings.input;

import mtv.settings.input.SettingKey.Scope;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the parameters of a suite file: settings that are not secret, and on a {@code <test>} only keys of test scope.
 */
final class SuiteRules {
    private static final String DESTINATION = "destination";
    private static final List<String> DESTINATIONS = List.of("local", "remote");
    /**
     * Parameters that distinguish one {@code <test>} from another. They are no settings, because -D would make them the
     * same for all.
     */
    private static final List<String> IDENTITY = List.of(DESTINATION, "class_plan_config");

    private final SuiteParameters suite;
    private final Problems problems;

    SuiteRules(SuiteParameters suite, Problems problems) {
        this.suite = suite;
        this.problems = problems;
    }

    String whereSuite() {
        return suite.file() + " <suite>";
    }

    String whereTest(String test) {
        return suite.whereTest(test);
    }

    /** The suite's parameters without secrets, which are refused. */
    Map<String, String> settings() {
        return suite.suite().entrySet().stream()
                .filter(parameter -> Keys.named(parameter.getKey())
                        .filter(SettingKey::isSecret)
                        .isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void check(Set<String> systemProperties) {
        check(suite.suite(), whereSuite(), Scope.SUITE);
        suite.tests().forEach((test, parameters) -> check(parameters, whereTest(test), Scope.TEST));
        IDENTITY.stream()
                .filter(systemProperties::contains)
                .forEach(name -> problems.add(
                        "-D" + name, "it would be the same for every <test>", "write it into the suite file instead"));
    }

    private void check(Map<String, String> parameters, String where, Scope element) {
        parameters
                .keySet()
                .forEach(name -> Keys.named(name)
                        .ifPresentOrElse(key -> checkSetting(key, where, element), () -> checkIdentity(name, where)));
        Optional.ofNullable(parameters.get(DESTINATION))
                .filter(destination -> !DESTINATIONS.contains(destination))
                .ifPresent(destination -> problems.add(
                        where,
                        DESTINATION + " = \"" + destination + "\" is not known",
                        "use one of: " + String.join(", ", DESTINATIONS)));
    }

    private void checkSetting(SettingKey<?> key, String where, Scope element) {
        if (key.isSecret()) {
            problems.add(
                    where,
                    key.name() + " is secret, and suite files are reported",
                    "take it from the environment or from a settings file");
        } else if (element == Scope.TEST && key.scope() == Scope.SUITE) {
            problems.add(where, key.name() + " cannot differ between tests", "put it on the <suite>");
        }
    }

    private void checkIdentity(String name, String where) {
        if (!IDENTITY.contains(name)) {
            List<String> known =
                    Stream.concat(Keys.names().stream(), IDENTITY.stream()).toList();
            problems.add(where, "unknown parameter " + name, NearestNames.didYouMean(name, known));
        }
    }
}
