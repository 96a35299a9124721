package io.orderwatch.local.doctor;

import io.orderwatch.backing.EmbeddedHere;
import io.orderwatch.backing.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was seen of this machine.
 *
 * @param freeMemory in bytes
 * @param missing what of the build is not there, each with the way to get it
 * @param stale why something of it is older than its sources; "" if nothing is known to be
 * @param unknownZones of those that are needed
 */
public record Machine(
    Jdk jdk,
    List<String> missing,
    String stale,
    Folder data,
    Folder temporary,
    long freeMemory,
    TwelvePorts ports,
    Servers servers,
    List<String> unknownZones) {

  /**
   * @param release its number, for example 25
   * @param version as it says it
   */
  public record Jdk(int release, String version, String home) {}

  /**
   * @param free bytes on its disk
   * @param writable whether files may be made in it, or in the nearest that is there
   */
  public record Folder(String path, boolean writable, long free) {}

  /**
   * @param taken those that are needed and not free, in words
   * @param otherBase the first of twelve that are free; empty if none were found
   */
  public record TwelvePorts(int base, List<String> taken, OptionalInt otherBase) {
    public TwelvePorts {
      taken = List.copyOf(taken);
    }
  }

  /**
   * Which Kafka and PostgreSQL would be taken.
   *
   * @param kind empty if what the environment asks for is impossible
   * @param why in a sentence
   */
  public record Servers(Optional<Kind> kind, String why, EmbeddedHere embedded) {}

  public Machine {
    missing = List.copyOf(missing);
    unknownZones = List.copyOf(unknownZones);
  }
}
