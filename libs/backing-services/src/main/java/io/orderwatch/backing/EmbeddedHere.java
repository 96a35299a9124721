package io.orderwatch.backing;

import java.util.Optional;

/**
 * What decides whether the embedded PostgreSQL runs on this machine; the embedded Kafka needs no
 * more than a JVM.
 *
 * @param machine the system and its processor
 * @param known whether there are programs for it
 * @param root whether this is root, as whom PostgreSQL refuses to run
 * @param otherEyes whether root can be given another user's eyes ({@code unshare -U})
 * @param linked whether the C library is there that the programs are linked to
 * @param folder where the programs are, or will be unpacked
 * @param executable whether the file system there lets programs run
 * @param unpacked whether an earlier start has unpacked them
 * @param version what the programs say of themselves; empty as long as they are not unpacked, or if
 *     they do not run
 */
public record EmbeddedHere(
    String machine,
    boolean known,
    boolean root,
    boolean otherEyes,
    boolean linked,
    String folder,
    boolean executable,
    boolean unpacked,
    Optional<String> version) {

  /**
   * Why it does not run.
   *
   * @param why the fact
   * @param fix what to do
   */
  public record Obstacle(String why, String fix) {}

  /** The first that is found; empty if nothing speaks against it. */
  public Optional<Obstacle> obstacle() {
    if (!known) {
      return found("no PostgreSQL is known for " + machine, "name running servers");
    }
    if (root && !otherEyes) {
      return found(
          "PostgreSQL refuses to run as root, and unshare -U does not work here",
          "run it as another user");
    }
    if (!linked) {
      return found(
          "PostgreSQL's programs are linked to glibc, which is not here (musl?)",
          "take a system with glibc");
    }
    if (!executable) {
      return found(
          folder + " is on a file system that is mounted noexec",
          "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=<a folder whose programs may run>");
    }
    return unpacked && version.isEmpty()
        ? found(
            "the programs in " + folder + " do not run",
            "delete that folder: the next start unpacks it anew")
        : Optional.empty();
  }

  private static Optional<Obstacle> found(String why, String fix) {
    return Optional.of(new Obstacle(why, fix));
  }
}
