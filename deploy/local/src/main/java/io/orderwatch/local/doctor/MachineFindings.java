package io.orderwatch.local.doctor;

import io.orderwatch.backing.Kind;
import io.orderwatch.local.Ports;
import java.util.List;
import java.util.Locale;

/** What a machine must have for a set to run on it. This page is the whole rule. */
public final class MachineFindings {

  /** Of the launcher and of what it starts. */
  public static final int JDK = 25;

  public static final long GB = 1L << 30;

  /** Heaps of 2 GB, PostgreSQL's memory, and what six JVMs take beside their heaps. */
  public static final long MEMORY = 3 * GB;

  private static final long MEMORY_AT_EASE = 4 * GB;

  /** PostgreSQL's log may grow to one, Kafka's to another. */
  private static final long DISK_AT_EASE = 3 * GB;

  private static final long DISK = GB;

  /** PostgreSQL's programs are unpacked there. */
  private static final long TEMPORARY = GB / 4;

  public static final List<String> ZONES = List.of("Asia/Shanghai", "Europe/Moscow");

  private MachineFindings() {}

  public static List<Finding> of(Machine machine) {
    return List.of(
        jdk(machine.jdk()),
        build(machine),
        folder(machine),
        disk(machine),
        memory(machine.freeMemory()),
        ports(machine.ports()),
        servers(machine.servers()),
        zones(machine.unknownZones()));
  }

  private static Finding jdk(Machine.Jdk jdk) {
    var said = jdk.version() + " at " + jdk.home();
    return jdk.release() < JDK
        ? Finding.wrong(
            Check.JDK, said, "JDK " + JDK + " or newer is needed: point JAVA_HOME at one")
        : Finding.well(Check.JDK, said);
  }

  private static Finding build(Machine machine) {
    if (!machine.stale().isEmpty()) {
      return Finding.odd(Check.BUILD, machine.stale(), "./run builds it before it starts");
    }
    return machine.missing().isEmpty()
        ? Finding.well(Check.BUILD, "everything is built")
        : Finding.odd(
            Check.BUILD,
            "parts that are not built: " + machine.missing().size(),
            "./run builds them");
  }

  private static Finding folder(Machine machine) {
    var data = machine.data();
    var temporary = machine.temporary();
    if (!data.writable()) {
      return notWritable(data.path(), "give yourself the right to write there");
    }
    if (!temporary.writable()) {
      return notWritable(
          temporary.path(), "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=<a folder of your own>");
    }
    return Finding.well(Check.FOLDER, data.path() + " and " + temporary.path() + " can be written");
  }

  private static Finding notWritable(String path, String fix) {
    return Finding.wrong(Check.FOLDER, "nothing can be written in " + path, fix);
  }

  private static Finding disk(Machine machine) {
    var data = machine.data();
    var temporary = machine.temporary();
    var said = "%s are free where the data go (%s)".formatted(size(data.free()), data.path());
    if (data.free() < DISK) {
      return Finding.wrong(
          Check.DISK,
          said,
          "a set takes 1 to 2 GB: make room, or with --keep take --data elsewhere");
    }
    if (temporary.free() < TEMPORARY) {
      return Finding.wrong(
          Check.DISK,
          "only %s are free in %s".formatted(size(temporary.free()), temporary.path()),
          "make room, or JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=<another folder>");
    }
    return data.free() < DISK_AT_EASE
        ? Finding.odd(Check.DISK, said, "enough to look around; a longer run wants 3 GB")
        : Finding.well(Check.DISK, said);
  }

  private static Finding memory(long free) {
    var said = size(free) + " are free, a set needs " + MEMORY / GB;
    if (free < MEMORY) {
      return Finding.wrong(Check.MEMORY, said, "close something");
    }
    return free < MEMORY_AT_EASE
        ? Finding.odd(Check.MEMORY, said, "nothing else should start beside it")
        : Finding.well(Check.MEMORY, said);
  }

  private static Finding ports(Machine.TwelvePorts ports) {
    var range = ports.base() + " to " + (ports.base() + Ports.COUNT - 1);
    if (ports.taken().isEmpty()) {
      return Finding.well(Check.PORTS, range + " are free");
    }
    var fix =
        ports.otherBase().isPresent()
            ? "stop that, or take others: --port " + ports.otherBase().getAsInt()
            : "stop that: no other twelve in a row are free";
    return Finding.wrong(Check.PORTS, String.join("; ", ports.taken()), fix);
  }

  private static Finding servers(Machine.Servers servers) {
    if (servers.kind().isEmpty()) {
      return Finding.wrong(
          Check.SERVERS, servers.why(), "change what the environment says of them (./run --help)");
    }
    var kind = servers.kind().get();
    var said = kind.written() + ": " + servers.why();
    if (kind != Kind.EMBEDDED) {
      return Finding.well(Check.SERVERS, said);
    }
    var embedded = servers.embedded();
    return embedded
        .obstacle()
        .map(
            found ->
                Finding.wrong(
                    Check.SERVERS,
                    said + " But " + found.why(),
                    found.fix()
                        + "; or have a Docker engine (ORDERWATCH_BACKING=containers), or name"
                        + " servers that run (ORDERWATCH_KAFKA, ORDERWATCH_POSTGRES)"))
        .orElseGet(
            () ->
                Finding.well(
                    Check.SERVERS,
                    said
                        + " "
                        + embedded
                            .version()
                            .map(version -> "It is there: " + version + ".")
                            .orElse("The first start unpacks it.")));
  }

  private static Finding zones(List<String> unknown) {
    return unknown.isEmpty()
        ? Finding.well(Check.ZONES, String.join(" and ", ZONES) + " are known")
        : Finding.wrong(
            Check.ZONES,
            "this JDK does not know " + String.join(", ", unknown),
            "take a full JDK: buyers' nights are reckoned in their zones");
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / (double) GB);
  }
}
