package io.orderwatch.journey;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A rule of the house.
 *
 * @param saying the rule in a sentence
 * @param scope which classes it speaks of
 * @param faults what it finds wrong with such a class
 */
record HouseRule(
    String saying, Predicate<JavaClass> scope, Function<JavaClass, Stream<String>> faults) {

  List<JavaClass> looksAt(Iterable<JavaClass> classes) {
    return StreamSupport.stream(classes.spliterator(), false).filter(scope).toList();
  }

  List<String> faultsIn(Iterable<JavaClass> classes) {
    return looksAt(classes).stream().flatMap(faults).distinct().sorted().toList();
  }

  @Override
  public String toString() {
    return saying;
  }
}
