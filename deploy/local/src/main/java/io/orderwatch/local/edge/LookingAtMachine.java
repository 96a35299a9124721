package io.orderwatch.local.edge;

import io.orderwatch.backing.Kind;
import io.orderwatch.backing.edge.EmbeddedProbe;
import io.orderwatch.local.doctor.Machine;
import io.orderwatch.local.doctor.MachineFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Sees what there is on this machine, by the eyes of a start; makes, starts and leaves nothing. */
final class LookingAtMachine {

  /** A system property: {@code ./run} says in it why something must be built. */
  static final String STALE = "orderwatch.stale";

  private LookingAtMachine() {}

  static Machine looked(SetConfig config) {
    var servers = servers(config);
    var external = servers.kind().filter(kind -> kind == Kind.EXTERNAL).isPresent();
    return new Machine(
        new Machine.Jdk(
            Runtime.version().feature(),
            Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            System.getProperty("java.home")),
        config.programs().missing(),
        System.getProperty(STALE, ""),
        folder(config.data()),
        folder(Path.of(System.getProperty("java.io.tmpdir"))),
        Checks.freeMemory(),
        ports(config, external),
        servers,
        MachineFindings.ZONES.stream()
            .filter(zone -> !ZoneId.getAvailableZoneIds().contains(zone))
            .toList());
  }

  private static Machine.TwelvePorts ports(SetConfig config, boolean external) {
    var taken = Checks.taken(config, external);
    return new Machine.TwelvePorts(
        config.ports().base(),
        taken,
        taken.isEmpty() ? OptionalInt.empty() : Checks.free(config.ports()));
  }

  private static Machine.Servers servers(SetConfig config) {
    var embedded = EmbeddedProbe.probe();
    try {
      var chosen = WholeSet.chosen(config);
      return new Machine.Servers(Optional.of(chosen.kind()), chosen.why(), embedded);
    } catch (IllegalStateException e) {
      return new Machine.Servers(Optional.empty(), String.valueOf(e.getMessage()), embedded);
    }
  }

  /** Judged by the nearest folder that is there, for none is made. */
  private static Machine.Folder folder(Path wanted) {
    @Nullable Path there = wanted.toAbsolutePath();
    while (there != null && !Files.isDirectory(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return new Machine.Folder(wanted.toString(), false, 0);
    }
    try {
      var free = Files.getFileStore(there).getUsableSpace();
      return new Machine.Folder(wanted.toString(), Files.isWritable(there), free);
    } catch (IOException e) {
      return new Machine.Folder(wanted.toString(), Files.isWritable(there), 0);
    }
  }
}
