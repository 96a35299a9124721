package io.orderwatch.local.edge;

import io.orderwatch.backing.edge.Child;
import io.orderwatch.backing.edge.Warden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a part of the set runs: a program of this machine, or an image. */
public sealed interface Program {

  /** A command line; arguments are added behind its own. */
  record Local(List<String> command) implements Program {

    public Local {
      command = List.copyOf(command);
    }

    @Override
    public Started start(Run run) {
      var all = new ArrayList<>(command);
      all.addAll(run.arguments());
      return new Started(Child.start(all, run.environment(), run.log()), Optional.empty());
    }
  }

  /**
   * An image that takes the arguments behind its entry point. It shares this machine's network, so
   * that all addresses stay what they are, and may write to {@code /tmp} and the folder it is given
   * only. Every start makes a container of a new name, which is gone when it ends.
   */
  record Image(String name) implements Program {

    @Override
    public Started start(Run run) {
      var container =
          "orderwatch-" + run.name() + "-" + UUID.randomUUID().toString().substring(0, 8);
      var all = new ArrayList<>(List.of("docker", "run", "--rm", "--name", container));
      all.addAll(List.of("--pull", "never", "--network", "host", "--label", LABEL));
      all.addAll(List.of("--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL"));
      all.addAll(List.of("--security-opt", "no-new-privileges", "--memory", "512m"));
      // by name alone: their values are nobody's to read in a list of processes
      run.environment().keySet().stream().sorted().forEach(key -> all.addAll(List.of("-e", key)));
      run.reads().forEach(file -> all.addAll(List.of("-v", file + ":" + file + ":ro")));
      run.writes().forEach(folder -> all.addAll(List.of("-v", folder + ":" + folder)));
      all.add(name);
      all.addAll(run.arguments());
      run.writes().forEach(Disk::openToAll);
      Warden.watchContainer(container);
      return new Started(
          Child.start(all, new HashMap<>(run.environment()), run.log()), Optional.of(container));
    }
  }

  /** On every container of a set's services and simulator. */
  String LABEL = "io.orderwatch.set=true";

  /**
   * One start.
   *
   * @param name of the part
   * @param reads files it is given
   * @param writes folders it keeps something in
   * @param log appended to
   */
  record Run(
      String name,
      List<String> arguments,
      Map<String, String> environment,
      List<Path> reads,
      List<Path> writes,
      Path log) {

    public Run {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
    }
  }

  Started start(Run run);
}
