package io.orderwatch.kubernetes.edge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code helm template} makes of the chart; tests skip where there is no helm. */
final class Helm {

  private static final @Nullable Path HELM = helm();
  private static final Map<List<String>, Rendered> SEEN = new ConcurrentHashMap<>();

  private Helm() {}

  /** What helm said, and whether it did what it was asked for. */
  record Said(boolean done, String text, String errors) {}

  /**
   * The chart installed in the namespace {@code orderwatch}, and that namespace, which is made
   * beforehand. The result is shared and must not be changed.
   *
   * @param options as {@code helm template} takes them
   */
  static Rendered render(String... options) {
    return SEEN.computeIfAbsent(
        List.of(options),
        _ -> {
          var said = template("orderwatch", options);
          if (!said.done()) {
            throw new AssertionError(said.errors());
          }
          var docs = new ArrayList<>(Doc.all(said.text()));
          docs.add(Kustomize.render("base").the("Namespace", "orderwatch"));
          return new Rendered("helm " + String.join(" ", options), docs);
        });
  }

  static Said template(String namespace, String... options) {
    var command = new ArrayList<>(List.of("template", "orderwatch", Chart.HOME.toString()));
    command.addAll(List.of("--namespace", namespace, "--kube-version", "1.33.0"));
    command.addAll(List.of(options));
    return run(command);
  }

  static Said run(List<String> arguments) {
    assumeTrue(HELM != null, "helm is not installed: the chart is not rendered");
    try {
      var command = new ArrayList<>(List.of(String.valueOf(HELM)));
      command.addAll(arguments);
      var errors = Files.createTempFile("helm", ".err");
      var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var done = process.waitFor() == 0;
      var said = new Said(done, text, Files.readString(errors));
      Files.delete(errors);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Path helm() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator)).map(each -> Path.of(each, "helm")),
            Stream.of(Kustomize.MODULE.resolve(".kubectl/helm")))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
