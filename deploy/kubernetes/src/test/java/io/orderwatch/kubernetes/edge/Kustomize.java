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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code kubectl kustomize} makes of the manifests; tests skip where there is no kubectl. */
final class Kustomize {

  static final Path ROOT = Path.of(System.getProperty("orderwatch.root"));
  static final Path MODULE = ROOT.resolve("deploy/kubernetes");
  static final List<String> COMPONENTS = folders("components");
  static final List<String> OVERLAYS = folders("overlays");

  static final boolean ALL_SETS = "all".equals(System.getProperty("orderwatch.sets"));

  private static final @Nullable Path KUBECTL = kubectl();
  private static final Map<String, CompletableFuture<Rendered>> SEEN = new ConcurrentHashMap<>();
  private static final Executor WORKERS =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          work -> Thread.ofPlatform().daemon().unstarted(work));

  private Kustomize() {}

  /**
   * Every overlay, kind with all components, and base with sets of them: none, each, each pair, all
   * but one, all; with {@code -Dorderwatch.sets=all} every one of the 8,192. Begins to render them.
   */
  static List<String> everything() {
    var all = names();
    if (KUBECTL != null) {
      for (var each : all) {
        var _ = begin(each); // whoever asks for it joins it
      }
    }
    return all;
  }

  private static boolean telling(int size) {
    return size <= 2 || size >= COMPONENTS.size() - 1;
  }

  private static List<String> names() {
    var sets =
        IntStream.range(0, 1 << COMPONENTS.size())
            .filter(bits -> ALL_SETS || telling(Integer.bitCount(bits)))
            .mapToObj(
                bits ->
                    IntStream.range(0, COMPONENTS.size())
                        .filter(each -> (bits >> each & 1) == 1)
                        .mapToObj(COMPONENTS::get)
                        .collect(Collectors.joining("+")));
    var played = "overlays/kind+" + String.join("+", COMPONENTS);
    return Stream.concat(
            Stream.concat(OVERLAYS.stream().map(each -> "overlays/" + each), Stream.of(played)),
            sets.map(each -> each.isEmpty() ? "base" : "base+" + each))
        .toList();
  }

  /**
   * Renders once; the result is shared and must not be changed.
   *
   * @param what {@code overlays/<name>}, or {@code base} and components, joined by plus signs
   */
  static Rendered render(String what) {
    assumeTrue(KUBECTL != null, "kubectl is not installed: manifests are not rendered");
    return begin(what).join();
  }

  private static CompletableFuture<Rendered> begin(String what) {
    return SEEN.computeIfAbsent(what, _ -> CompletableFuture.supplyAsync(() -> run(what), WORKERS));
  }

  private static Rendered run(String what) {
    try {
      var folder =
          what.startsWith("base") || what.contains("+") ? combined(what) : MODULE.resolve(what);
      var errors = Files.createTempFile("kubectl", ".err");
      var process =
          new ProcessBuilder(String.valueOf(KUBECTL), "kustomize", folder.toString())
              .redirectError(errors.toFile())
              .start();
      var yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(what + " does not render: " + Files.readString(errors));
      }
      Files.delete(errors);
      return new Rendered(what, Doc.all(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path combined(String what) throws IOException {
    var folder = MODULE.resolve("target/combined").resolve(what.replace('/', '-'));
    Files.createDirectories(folder);
    var parts = what.split("\\+", -1);
    var lines = new ArrayList<>(List.of("resources:", "  - ../../../" + parts[0], "components:"));
    Arrays.stream(parts).skip(1).forEach(each -> lines.add("  - ../../../components/" + each));
    if (lines.size() == 3) {
      lines.removeLast();
    }
    Files.write(folder.resolve("kustomization.yaml"), lines);
    return folder;
  }

  private static List<String> folders(String parent) {
    try (var inside = Files.list(MODULE.resolve(parent))) {
      return inside.filter(Files::isDirectory).map(each -> name(each)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static @Nullable Path kubectl() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator)).map(each -> Path.of(each, "kubectl")),
            Stream.of(MODULE.resolve(".kubectl/kubectl")))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
