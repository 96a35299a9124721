package io.orderwatch.journey.passport;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The seller's questions that Orderwatch is made to answer. */
enum Question {
  Q0("Which buyers have not given passport data, and when do those orders die?"),
  Q1("Remind the buyer: 24 hours, then Ozon cancels, and the order must be placed again"),
  Q2("The buyer can't receive the parcel in time: can the delivery period be extended?"),
  Q3("Returned midway, cancelled by the seller, or a dispute refund: which harms least?"),
  Q4("How do I cancel an \"in transit\" parcel?"),
  Q5("Can I change the tracking number after shipping?"),
  Q6("Why does the order show only \"cancel\" and no field for the tracking number?");

  /** Marks a test that asks the question of a running set. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Asked {
    Question value();
  }

  private final String words;

  Question(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Those that no test of a class asks. */
  static Set<Question> missingFrom(Class<?> tests) {
    var missing = EnumSet.allOf(Question.class);
    Arrays.stream(tests.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Asked.class))
        .forEach(method -> missing.remove(method.getAnnotation(Asked.class).value()));
    return missing;
  }

  /** For the output of a run: the questions that nobody asks, in their words. */
  static String reportOn(Class<?> tests) {
    var missing = missingFrom(tests);
    return missing.isEmpty()
        ? "all seven questions are asked"
        : missing.stream()
            .map(question -> "  " + question + " " + question.words())
            .collect(joining("\n", "questions that no test here asks yet:\n", ""));
  }
}
