package io.orderwatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.orderwatch.compliance.offenders.EmptyNames;
import io.orderwatch.compliance.offenders.ReadingTheClock;
import io.orderwatch.compliance.offenders.SeeingTheWorld;
import io.orderwatch.compliance.offenders.edge.Innocent;
import io.orderwatch.compliance.offenders.edge.KnowingLogistics;
import io.orderwatch.compliance.offenders.edge.MixingMessages;
import io.orderwatch.compliance.offenders.edge.OwnJson;
import io.orderwatch.compliance.offenders.edge.TalkingToKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HouseTest {

  static final Path ROOT = Path.of(System.getProperty("orderwatch.root"));

  static final List<String> MODULES =
      List.of(
          "libs/clock",
          "libs/contracts",
          "libs/ozon-seller",
          "libs/backing-services",
          "libs/mailbox",
          "libs/operations",
          "libs/login",
          "order-ingest",
          "compliance-service",
          "notification-service",
          "logistics-service",
          "deploy/simulator",
          "deploy/local");

  /**
   * They hold tests, measurements, a pom and what compiling needs, and start nothing of their own.
   */
  static final List<String> NOT_LOOKED_AT =
      List.of(
          "libs/words",
          "libs/service",
          "deploy/observability",
          "deploy/images/training",
          "deploy/kubernetes",
          "deploy/journey",
          "deploy/bench",
          "deploy/bench/peer");

  static final List<String> OF_EVERY_RECORD = List.of("equals", "hashCode", "toString");

  static final JavaClasses HOUSE =
      new ClassFileImporter()
          .importPaths(MODULES.stream().map(HouseTest::built).filter(Files::exists).toList());

  static List<HouseRule> rules() {
    return House.RULES;
  }

  static List<String> modules() {
    return MODULES;
  }

  static List<Arguments> offenders() {
    return List.of(
        Arguments.of(House.PURE_PACKAGES, SeeingTheWorld.class),
        Arguments.of(House.TIME_IS_AN_ARGUMENT, ReadingTheClock.class),
        Arguments.of(House.NAMES, EmptyNames.class),
        Arguments.of(House.SERVICES_APART, KnowingLogistics.class),
        Arguments.of(House.ONE_WAY_TO_KAFKA, TalkingToKafka.class),
        Arguments.of(House.ONE_WAY_TO_JSON, OwnJson.class),
        Arguments.of(House.NO_MESSAGE_FOR_A_PAYLOAD, MixingMessages.class));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_house_keeps_the_rule(HouseRule rule) {
    assertThat(rule.looksAt(HOUSE)).isNotEmpty();
    assertThat(rule.faultsIn(HOUSE)).as(rule.saying()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void the_rule_finds_every_fault_of_its_planted_offender(HouseRule rule, Class<?> offender) {
    var faults = rule.faultsIn(imported(offender));
    assertThat(members(offender))
        .isNotEmpty()
        .allSatisfy(
            member -> assertThat(faults).anyMatch(f -> f.contains(offender.getName() + member)));
  }

  @Test
  void every_rule_has_an_offender() {
    assertThat(offenders().stream().map(planted -> planted.get()[0]))
        .containsExactlyElementsOf(House.RULES);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void what_is_allowed_is_not_found(HouseRule rule) {
    assertThat(rule.faultsIn(imported(Innocent.class))).isEmpty();
  }

  @Test
  void every_module_is_looked_at() throws IOException {
    var named =
        Pattern.compile("<module>(.+)</module>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")))
            .results()
            .map(match -> match.group(1));
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(MODULES.stream(), NOT_LOOKED_AT.stream()).toList());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void what_a_module_has_written_is_what_is_looked_at(String module) throws IOException {
    assertThat(count(built(module), ".class") > 0)
        .isEqualTo(count(ROOT.resolve(module).resolve("src/main/java"), ".java") > 0);
  }

  private static JavaClasses imported(Class<?> offender) {
    return new ClassFileImporter()
        .importClasses(
            Stream.concat(Stream.of(offender), Arrays.stream(offender.getDeclaredClasses()))
                .toList());
  }

  /** The methods, fields and nested classes of an offender, as they follow its name. */
  private static List<String> members(Class<?> offender) {
    return Stream.of(
            Arrays.stream(offender.getDeclaredMethods())
                .filter(
                    method -> !method.isSynthetic() && !OF_EVERY_RECORD.contains(method.getName()))
                .map(method -> "." + method.getName() + "("),
            Arrays.stream(offender.getDeclaredFields()).map(field -> "." + field.getName() + ">"),
            Arrays.stream(offender.getDeclaredClasses())
                .map(nested -> "$" + nested.getSimpleName() + " "))
        .flatMap(names -> names)
        .toList();
  }

  private static Path built(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }

  private static long count(Path folder, String ending) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }
}
