package io.whoset.forensics.plants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plants each rule and each guard wrong, one at a time, and sees a test fail. {@code bin/plant} runs it; the build does not, as it takes minutes.
 *
 * <p>The table is {@code src/test/plants/plants.tsv}; {@code -Dplants=REGEX} chooses among its rows. A row whose text is not found exactly once fails:
 * the table follows the code.
 */
class Plants {
    private static final Path TABLE = Path.of("src/test/plants/plants.tsv");
    private static final Path SOURCES = Path.of("src/main/java/io/whoset/forensics");
    private static final Pattern CHOSEN = Pattern.compile(System.getProperty("plants", ""));

    @TestFactory
    Stream<DynamicTest> plant_eachRuleWrong_isNoticed() throws IOException {
        List<Plant> plants = Plant.read(TABLE).stream()
                .filter(plant -> CHOSEN.matcher(plant.toString()).find())
                .toList();
        assertThat(plants).as("plants that match %s", CHOSEN).isNotEmpty();
        TestClasses tests = new TestClasses(Path.of("target/test-classes"), Path.of("target/classes"));
        DynamicTest unplanted = DynamicTest.dynamicTest(
                "nothing planted, nothing fails",
                () -> assertThat(tests.firstFailure("", Map.of())).isEmpty());
        return Stream.concat(
                Stream.of(unplanted),
                plants.stream().map(plant -> DynamicTest.dynamicTest(plant.toString(), () -> isNoticed(plant, tests))));
    }

    private static void isNoticed(Plant plant, TestClasses tests) throws IOException {
        String failed = tests.firstFailure(plant.name(), plant.compile(SOURCES));
        System.out.println("PLANT\t" + plant + "\t" + (failed.isEmpty() ? "SURVIVED" : failed));
        assertThat(failed).as("the test that notices: %s", plant).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> table_eachRule_hasPlants() throws IOException {
        List<String> planted =
                Plant.read(TABLE).stream().map(Plant::file).distinct().toList();
        try (Stream<Path> files = Files.list(SOURCES.resolve("detect"))) {
            List<Path> rules = files.filter(Plants::isRule)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
            return rules.stream()
                    .map(rule -> DynamicTest.dynamicTest(
                            "plants of " + rule.getFileName(),
                            () -> assertThat(planted)
                                    .contains("detect/"
                                            + rule.getFileName().toString().replace(".java", ""))));
        }
    }

    private static boolean isRule(Path file) {
        try {
            return Files.readString(file).contains(" implements Rule {");
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }
}
