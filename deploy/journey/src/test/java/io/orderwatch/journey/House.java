package io.orderwatch.journey;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that every class of services, libraries, simulator and local set keeps. */
final class House {

  private static final String WIRE = "io.orderwatch.contracts.edge.Wire";
  private static final String MAPPER = "com.fasterxml.jackson.databind.ObjectMapper";
  private static final String MESSAGE = "org.eclipse.microprofile.reactive.messaging.Message";
  private static final String INCOMING = "org.eclipse.microprofile.reactive.messaging.Incoming";
  private static final String INCOMINGS = "io.smallrye.reactive.messaging.annotations.Incomings";

  private static final Pattern SERVICE =
      Pattern.compile("io\\.orderwatch\\.(ingest|compliance|notification|logistics)(\\..*)?");

  private static final Pattern KAFKA =
      Pattern.compile(
          """
          org\\.apache\\.kafka\\.clients\\.(producer\\.(Kafka)?Producer|consumer\\.(Kafka)?Consumer)\
          |org\\.eclipse\\.microprofile\\.reactive\\.messaging\\.Emitter\
          |io\\.smallrye\\.reactive\\.messaging\\..*(Emitter|KafkaTransactions|KafkaClientService)\
          |io\\.smallrye\\.reactive\\.messaging\\.kafka\\.Kafka(Producer|Consumer)""");

  private static final Pattern EMPTY_NAME =
      Pattern.compile(
          "Abstract.*|.*(Impl|Manager|Util|Utils|Helper|Base|Dto|DTO|Entity|Service|Processor|Factory)");

  private static final Set<String> WORLDLY_TYPES =
      Set.of(
          "java.lang.ClassLoader",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.util.Scanner",
          "java.util.ServiceLoader",
          "java.util.Timer",
          "java.util.TimerTask");

  private static final Set<String> HARMLESS_OF_SYSTEM =
      Set.of("arraycopy", "identityHashCode", "lineSeparator");

  /** What compares texts reads them in the forms of Unicode, which know no place and no time. */
  private static final Set<String> HARMLESS_TYPES =
      Set.of("java.text.Normalizer", "java.text.Normalizer$Form");

  private static final Set<String> UNPREDICTABLE_TYPES =
      Set.of(
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.time.InstantSource",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.random.RandomGenerator");

  private static final Set<String> UNPREDICTABLE_CALLS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.ZoneId.systemDefault",
          "java.util.Collections.shuffle",
          "java.util.UUID.randomUUID");

  private static final Predicate<JavaClass> PURE_SIGHT =
      pure()
          .or(
              in(
                  "java.lang",
                  "java.lang.annotation",
                  "java.lang.runtime",
                  "java.math",
                  "java.nio.charset",
                  "java.time..",
                  "java.util",
                  "java.util.function",
                  "java.util.regex",
                  "java.util.stream",
                  "org.jspecify.."));

  static final HouseRule PURE_PACKAGES =
      new HouseRule(
          "a package with no edge in its name is pure",
          pure(),
          both(dependencies(House::worldly), accesses(House::askingTheMachine)));

  static final HouseRule TIME_IS_AN_ARGUMENT =
      new HouseRule(
          "pure code reads no clock and throws no dice",
          pure().and(in("io.orderwatch.clock..").negate()),
          accesses(House::unpredictable));

  static final HouseRule NAMES =
      new HouseRule(
          "a name says what a thing is, not what kind of class it is", all(), House::emptyNames);

  static final HouseRule SERVICES_APART =
      new HouseRule(
          "a service is known to no other and to no library",
          product(),
          dependencies(
              (origin, target) ->
                  service(target)
                      .filter(s -> !service(origin).equals(Optional.of(s)))
                      .isPresent()));

  static final HouseRule ONE_WAY_TO_KAFKA =
      new HouseRule(
          "only the mailbox talks to Kafka, and operations ask how it is",
          product()
              .and(in("io.orderwatch.mailbox..edge..").negate())
              .and(in("io.orderwatch.operations.edge").negate()),
          dependencies((_, target) -> matches(KAFKA, target)));

  static final HouseRule ONE_WAY_TO_JSON =
      new HouseRule(
          "only Wire, the readers of Ozon (client and pushes), what reads bodies, the simulator and the local set know Jackson's mapper",
          all()
              .and(in("io.orderwatch.ozon..edge..").negate())
              .and(in("io.orderwatch.ingest.push.edge").negate())
              .and(in("io.orderwatch.operations.edge.rest").negate())
              .and(in("io.orderwatch.simulator..").negate())
              .and(in("io.orderwatch.local..").negate())
              .and(owner -> !outermost(owner).getName().equals(WIRE)),
          dependencies((_, target) -> target.isAssignableTo(MAPPER)));

  /** SmallRye takes such a method for a processor and sends the message on, or drops it. */
  static final HouseRule NO_MESSAGE_FOR_A_PAYLOAD =
      new HouseRule(
          "a method that takes a payload returns no Message",
          product(),
          owner -> owner.getMethods().stream().filter(House::mixed).map(House::told));

  static final List<HouseRule> RULES =
      List.of(
          PURE_PACKAGES,
          TIME_IS_AN_ARGUMENT,
          NAMES,
          SERVICES_APART,
          ONE_WAY_TO_KAFKA,
          ONE_WAY_TO_JSON,
          NO_MESSAGE_FOR_A_PAYLOAD);

  private House() {}

  private static Predicate<JavaClass> all() {
    return in("io.orderwatch..");
  }

  private static Predicate<JavaClass> pure() {
    return all().and(in("..edge..").negate());
  }

  /** Services and libraries; what only starts or tests them has its own ways to Kafka. */
  private static Predicate<JavaClass> product() {
    return all()
        .and(in("io.orderwatch.backing..").negate())
        .and(in("io.orderwatch.simulator..").negate())
        .and(in("io.orderwatch.local..").negate());
  }

  private static Predicate<JavaClass> in(String... patterns) {
    var matchers = Stream.of(patterns).map(PackageMatcher::of).toList();
    return owner -> matchers.stream().anyMatch(m -> m.matches(owner.getPackageName()));
  }

  private static Function<JavaClass, Stream<String>> dependencies(
      BiPredicate<JavaClass, JavaClass> fault) {
    return owner ->
        owner.getDirectDependenciesFromSelf().stream()
            .filter(d -> fault.test(owner, d.getTargetClass().getBaseComponentType()))
            .map(Dependency::getDescription);
  }

  private static Function<JavaClass, Stream<String>> accesses(Predicate<JavaAccess<?>> fault) {
    return owner ->
        owner.getAccessesFromSelf().stream().filter(fault).map(JavaAccess::getDescription);
  }

  private static Function<JavaClass, Stream<String>> both(
      Function<JavaClass, Stream<String>> some, Function<JavaClass, Stream<String>> others) {
    return owner -> Stream.concat(some.apply(owner), others.apply(owner));
  }

  private static boolean worldly(JavaClass origin, JavaClass target) {
    return WORLDLY_TYPES.contains(target.getName())
        || !(target.isPrimitive()
            || HARMLESS_TYPES.contains(target.getName())
            || PURE_SIGHT.test(target));
  }

  private static boolean askingTheMachine(JavaAccess<?> access) {
    return access.getTargetOwner().getName().equals("java.lang.System")
        && !HARMLESS_OF_SYSTEM.contains(access.getName());
  }

  private static boolean unpredictable(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    return UNPREDICTABLE_TYPES.contains(owner.getName())
        || UNPREDICTABLE_CALLS.contains(owner.getName() + "." + access.getName())
        || (owner.getPackageName().startsWith("java.time") && access.getName().equals("now"));
  }

  private static Stream<String> emptyNames(JavaClass owner) {
    return Stream.of(owner.getSimpleName())
        .filter(name -> EMPTY_NAME.matcher(name).matches())
        .map(_ -> owner.getName() + " is named for its kind");
  }

  private static Optional<String> service(JavaClass owner) {
    var name = SERVICE.matcher(owner.getPackageName());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  private static boolean matches(Pattern pattern, JavaClass target) {
    return pattern.matcher(target.getName()).matches();
  }

  private static JavaClass outermost(JavaClass owner) {
    return owner.getEnclosingClass().map(House::outermost).orElse(owner);
  }

  private static boolean mixed(JavaMethod method) {
    return (method.isAnnotatedWith(INCOMING) || method.isAnnotatedWith(INCOMINGS))
        && speaksOfMessages(method.getReturnType())
        && method.getParameterTypes().stream().noneMatch(House::speaksOfMessages);
  }

  private static boolean speaksOfMessages(JavaType type) {
    return type.getAllInvolvedRawTypes().stream().anyMatch(raw -> raw.isAssignableTo(MESSAGE));
  }

  private static String told(JavaMethod method) {
    return method.getFullName() + " takes a payload and returns a Message";
  }
}
