package io.orderwatch.observability.edge;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.orderwatch.observability.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The settings that sources declare: the methods of {@code @ConfigMapping} interfaces and what
 * {@code @ConfigProperty} injects. Sources are parsed and not compiled; what this cannot read it
 * refuses rather than leaves out.
 */
final class Mappings extends TreePathScanner<@Nullable Void, @Nullable Void> {

  private static final Map<String, String> KINDS =
      Map.of(
          "Duration", "duration",
          "Instant", "time",
          "String", "text",
          "URI", "URL",
          "int", "number",
          "long", "number",
          "double", "number",
          "boolean", "true or false",
          "Store.Mode", "live or shadow");

  private static final Pattern WRAPPED = Pattern.compile("(Optional|List|Set)<(.+)>");

  private final DocTrees docs;
  private final List<Setting> found = new ArrayList<>();

  private Mappings(DocTrees docs) {
    this.docs = docs;
  }

  static List<Setting> read(Collection<Path> sources) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      var mappings = new Mappings(DocTrees.instance(task));
      for (var unit : task.parse()) {
        mappings.scan(unit, null);
      }
      return List.copyOf(mappings.found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
    var mapping = annotation(type.getModifiers(), "ConfigMapping");
    if (mapping.isPresent()) {
      var prefix = value(mapping.get(), "prefix").orElseThrow();
      for (var member : type.getMembers()) {
        if (member instanceof MethodTree method && method.getBody() == null) {
          declare(prefix, method);
        } else if (member instanceof ClassTree) {
          throw new IllegalArgumentException("a nested mapping cannot be read: " + prefix);
        }
      }
    }
    return super.visitClass(type, null);
  }

  private void declare(String prefix, MethodTree method) {
    var modifiers = method.getModifiers();
    var named = annotation(modifiers, "WithName").flatMap(each -> value(each, "value"));
    var standard = annotation(modifiers, "WithDefault").flatMap(each -> value(each, "value"));
    if (annotation(modifiers, "WithParentName").isPresent()
        || annotation(modifiers, "WithConverter").isPresent()) {
      throw new IllegalArgumentException("cannot be read: " + method.getName());
    }
    var type = String.valueOf(method.getReturnType());
    found.add(
        new Setting(
            prefix + "." + named.orElse(kebab(method.getName().toString())),
            kind(type).replace("duration", "duration" + basis(method)),
            standard.orElse(""),
            standard.isEmpty() && !type.startsWith("Optional<"),
            text(new TreePath(getCurrentPath(), method))));
  }

  /** Which time a duration counts in, as the method or else its interface says. */
  private String basis(MethodTree method) {
    var said = text(new TreePath(getCurrentPath(), method)) + " " + text(getCurrentPath());
    return said.contains("real time")
        ? " of real time"
        : said.contains("Durations of the clock") ? " of the shared clock" : "";
  }

  @Override
  public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
    var property = annotation(variable.getModifiers(), "ConfigProperty");
    if (property.isPresent()) {
      var standard = value(property.get(), "defaultValue");
      var type = String.valueOf(variable.getType());
      found.add(
          new Setting(
              value(property.get(), "name").orElseThrow(),
              kind(type),
              standard.orElse(""),
              standard.isEmpty() && !type.startsWith("Optional<"),
              nearestText()));
    }
    return super.visitVariable(variable, null);
  }

  /** What the injected thing, its method or else its class is for. */
  private String nearestText() {
    for (var path = getCurrentPath(); path != null; path = path.getParentPath()) {
      var text = text(path);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private String text(TreePath path) {
    DocCommentTree doc = docs.getDocCommentTree(path);
    return doc == null
        ? ""
        : doc.getFullBody().stream()
            .map(String::valueOf)
            .collect(Collectors.joining())
            .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
            .replaceAll("\\s+", " ")
            .strip();
  }

  private static String kind(String type) {
    var wrapped = WRAPPED.matcher(type);
    if (wrapped.matches()) {
      var inner = kind(wrapped.group(2));
      return wrapped.group(1).equals("Optional") ? inner : "list of " + inner + ", with commas";
    }
    var kind = KINDS.get(type);
    if (kind == null) {
      throw new IllegalArgumentException("no word for the type " + type);
    }
    return kind;
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree.class::cast)
        .filter(each -> each.getAnnotationType().toString().replaceAll(".*\\.", "").equals(name))
        .findFirst();
  }

  private Optional<String> value(AnnotationTree annotation, String name) {
    for (var argument : annotation.getArguments()) {
      if (!(argument instanceof AssignmentTree assigned)) {
        return Optional.of(constant(argument)).filter(_ -> name.equals("value"));
      }
      if (assigned.getVariable().toString().equals(name)) {
        return Optional.of(constant(assigned.getExpression()));
      }
    }
    return Optional.empty();
  }

  /** A literal, a constant of the same file, or several of them in a row. */
  private String constant(ExpressionTree expression) {
    return switch (expression) {
      case LiteralTree literal -> String.valueOf(literal.getValue());
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS ->
          constant(sum.getLeftOperand()) + constant(sum.getRightOperand());
      case IdentifierTree name -> constant(initializer(name.getName().toString()));
      default -> throw new IllegalArgumentException("not a constant: " + expression);
    };
  }

  private ExpressionTree initializer(String name) {
    for (var type : getCurrentPath().getCompilationUnit().getTypeDecls()) {
      for (var member : ((ClassTree) type).getMembers()) {
        if (member instanceof VariableTree field
            && field.getName().contentEquals(name)
            && field.getInitializer() != null) {
          return field.getInitializer();
        }
      }
    }
    throw new IllegalArgumentException("not a constant of this file: " + name);
  }
}
