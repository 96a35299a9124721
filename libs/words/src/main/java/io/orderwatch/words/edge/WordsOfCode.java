package io.orderwatch.words.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.StandardLocation;

/**
 * Writes down what the comments of a module say of its records, rows and endpoints, for the OpenAPI
 * documents: compiled code has no comments any more. One line each of {@link #PLACE}, a tab between
 * what it is about and the words:
 *
 * <ul>
 *   <li>{@code io.orderwatch.a.Outer$Inner}: a type
 *   <li>{@code io.orderwatch.a.Outer$Inner#name}: a property or a constant of it, with a ? before
 *       its words where it may be null
 *   <li>{@code io.orderwatch.a.Api#method()}: an endpoint
 *   <li>{@code io.orderwatch.a.Api#method(name)}: a parameter of it, as HTTP names it
 *   <li>{@code io.orderwatch.a.Api#method()409}: why it refuses by that status
 * </ul>
 */
@SupportedAnnotationTypes("*")
public final class WordsOfCode extends AbstractProcessor {

  static final String PLACE = "META-INF/orderwatch/words.tsv";

  private static final Set<String> PARAMETERS = Set.of("PathParam", "QueryParam", "HeaderParam");

  private final Map<String, String> words = new TreeMap<>();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    ElementFilter.typesIn(round.getRootElements()).forEach(this::read);
    if (round.processingOver() && !words.isEmpty()) {
      write();
    }
    return false;
  }

  private void write() {
    try (var out =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", PLACE)
            .openWriter()) {
      for (var each : words.entrySet()) {
        out.write(each.getKey() + "\t" + each.getValue() + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(TypeElement type) {
    var name = processingEnv.getElementUtils().getBinaryName(type).toString();
    var comment = comment(type);
    if (!comment.text().isEmpty()) {
      words.put(name, comment.text());
    }
    properties(name, type);
    ElementFilter.methodsIn(type.getEnclosedElements()).forEach(each -> method(name, type, each));
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::read);
  }

  /**
   * @param name of the type in whose JSON they are
   */
  private void properties(String name, TypeElement type) {
    var comment = comment(type);
    for (var each : type.getRecordComponents()) {
      var component = each.getSimpleName().toString();
      if (has(each.getAccessor(), "JsonUnwrapped")
          && each.asType() instanceof DeclaredType of
          && of.asElement() instanceof TypeElement unwrapped) {
        properties(name, unwrapped);
      } else {
        property(
            name,
            named(each.getAccessor(), "JsonProperty").orElse(component),
            each.asType(),
            comment.parameters().getOrDefault(component, ""));
      }
    }
    for (var field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      var shown =
          field.getModifiers().contains(Modifier.PUBLIC)
              && !field.getModifiers().contains(Modifier.STATIC);
      if (shown || field.getKind() == ElementKind.ENUM_CONSTANT) {
        property(
            name,
            named(field, "JsonProperty").orElse(field.getSimpleName().toString()),
            field.asType(),
            comment(field).text());
      }
    }
    for (var method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      named(method, "JsonProperty")
          .ifPresent(
              property -> property(name, property, method.getReturnType(), comment(method).text()));
    }
  }

  private void method(String type, TypeElement of, ExecutableElement method) {
    if (Stream.of("GET", "POST", "PUT", "DELETE").anyMatch(verb -> has(method, verb))) {
      var comment = comment(method);
      var name = type + "#" + method.getSimpleName();
      words.put(name + "()", comment.text());
      refusals(of, name);
      refusals(method, name);
      for (var each : method.getParameters()) {
        var said = comment.parameters().get(each.getSimpleName().toString());
        if (said != null) {
          PARAMETERS.stream()
              .flatMap(kind -> named(each, kind).stream())
              .forEach(parameter -> words.put(name + "(" + parameter + ")", said));
        }
      }
    }
  }

  private void refusals(Element of, String method) {
    for (var each : of.getAnnotationMirrors()) {
      if (is(each, "Refuses")) {
        refusal(each, method);
      } else if (is(each, "More")) {
        var more = (List<?>) value(each, "value").orElse(List.of());
        more.forEach(one -> refusal((AnnotationMirror) ((AnnotationValue) one).getValue(), method));
      }
    }
  }

  private void refusal(AnnotationMirror refuses, String method) {
    words.put(
        method + "()" + value(refuses, "status").orElseThrow(),
        String.valueOf(value(refuses, "because").orElseThrow()));
  }

  private void property(String type, String name, TypeMirror of, String said) {
    words.put(type + "#" + name, (has(of, "Nullable") ? "?" : "") + said);
  }

  private Comment comment(Element of) {
    return Comment.of(processingEnv.getElementUtils().getDocComment(of));
  }

  private static boolean has(AnnotatedConstruct what, String annotation) {
    return what.getAnnotationMirrors().stream().anyMatch(each -> is(each, annotation));
  }

  private static boolean is(AnnotationMirror mirror, String annotation) {
    return mirror.getAnnotationType().asElement().getSimpleName().contentEquals(annotation);
  }

  /** The value of an annotation; empty if there is no such one, or it says nothing. */
  private static Optional<String> named(AnnotatedConstruct what, String annotation) {
    return what.getAnnotationMirrors().stream()
        .filter(each -> is(each, annotation))
        .flatMap(each -> value(each, "value").stream())
        .map(String::valueOf)
        .findFirst();
  }

  private static Optional<Object> value(AnnotationMirror mirror, String name) {
    return mirror.getElementValues().entrySet().stream()
        .filter(each -> each.getKey().getSimpleName().contentEquals(name))
        .map(each -> each.getValue().getValue())
        .findFirst();
  }
}
