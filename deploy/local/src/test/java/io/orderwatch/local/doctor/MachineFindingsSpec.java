package io.orderwatch.local.doctor;

import static io.orderwatch.local.doctor.MachineFindings.GB;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.EmbeddedHere;
import io.orderwatch.backing.Kind;
import io.orderwatch.local.doctor.Finding.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineFindingsSpec {

  private static final Machine.Jdk JDK = new Machine.Jdk(25, "25.0.1", "/opt/jdk");
  private static final Machine.Folder ROOMY = new Machine.Folder("/data", true, 50 * GB);
  private static final Machine.TwelvePorts FREE =
      new Machine.TwelvePorts(8080, List.of(), OptionalInt.empty());
  private static final EmbeddedHere RUNS =
      new EmbeddedHere(
          "Linux amd64", true, false, false, true, "/tmp/pg", true, true, Optional.of("18.4"));
  private static final Machine GOOD =
      new Machine(
          JDK, List.of(), "", ROOMY, ROOMY, 8 * GB, FREE, servers(Kind.EMBEDDED, RUNS), List.of());

  @Test
  void a_good_machine_has_nothing_to_be_done() {
    assertThat(MachineFindings.of(GOOD))
        .hasSize(8)
        .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.WELL))
        .allSatisfy(each -> assertThat(each.fix()).isEmpty());
  }

  @Test
  void an_old_jdk_is_wrong() {
    var old = new Machine.Jdk(21, "21.0.9", "/opt/old");
    assertThat(only(Check.JDK, with(old)).words())
        .isEqualTo("JDK · 21.0.9 at /opt/old · JDK 25 or newer is needed: point JAVA_HOME at one");
  }

  @Test
  void what_is_not_built_or_stale_is_built_by_the_start() {
    var stale = with(List.of(), "order-ingest/src/main/X.java is newer");
    assertThat(only(Check.BUILD, stale).verdict()).isEqualTo(Verdict.ODD);
    assertThat(only(Check.BUILD, stale).evidence()).contains("X.java is newer");
    assertThat(only(Check.BUILD, with(List.of("a", "b"), "")).evidence())
        .isEqualTo("parts that are not built: 2");
  }

  @Test
  void a_folder_that_cannot_be_written_is_wrong_be_it_the_data_or_the_temporary_one() {
    var closed = new Machine.Folder("/mnt/ro", false, 50 * GB);
    assertThat(only(Check.FOLDER, with(closed, ROOMY)).evidence())
        .isEqualTo("nothing can be written in /mnt/ro");
    assertThat(only(Check.FOLDER, with(ROOMY, closed)).fix()).contains("java.io.tmpdir");
  }

  @Test
  void a_full_disk_is_wrong_and_a_small_one_odd() {
    assertThat(verdict(Check.DISK, with(free(GB - 1), ROOMY))).isEqualTo(Verdict.WRONG);
    assertThat(verdict(Check.DISK, with(free(GB), ROOMY))).isEqualTo(Verdict.ODD);
    assertThat(verdict(Check.DISK, with(free(3 * GB), ROOMY))).isEqualTo(Verdict.WELL);
    assertThat(only(Check.DISK, with(ROOMY, free(GB / 8))).evidence())
        .isEqualTo("only 0.1 GB are free in /disk");
  }

  @Test
  void too_little_memory_is_wrong_and_just_enough_odd() {
    assertThat(verdict(Check.MEMORY, with(3 * GB - 1))).isEqualTo(Verdict.WRONG);
    assertThat(verdict(Check.MEMORY, with(3 * GB))).isEqualTo(Verdict.ODD);
    assertThat(only(Check.MEMORY, with(4 * GB)).words())
        .isEqualTo("memory · 4.0 GB are free, a set needs 3");
  }

  @Test
  void taken_ports_are_named_and_the_way_out_is_one_that_is_free() {
    var taken = List.of("port 8080 is taken by process 4711 (java)", "port 8085 is taken");
    var other = new Machine.TwelvePorts(8080, taken, OptionalInt.of(8100));
    assertThat(only(Check.PORTS, with(other)).words())
        .isEqualTo(
            "ports · port 8080 is taken by process 4711 (java); port 8085 is taken"
                + " · stop that, or take others: --port 8100");
    var none = new Machine.TwelvePorts(8080, taken, OptionalInt.empty());
    assertThat(only(Check.PORTS, with(none)).fix()).doesNotContain("--port");
    assertThat(only(Check.PORTS, GOOD).evidence()).isEqualTo("8080 to 8091 are free");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void the_kind_of_servers_is_said_with_its_reason(Kind kind) {
    var finding = only(Check.SERVERS, with(servers(kind, RUNS)));
    assertThat(finding.verdict()).isEqualTo(Verdict.WELL);
    assertThat(finding.evidence()).startsWith(kind.written() + ": because.");
  }

  @Test
  void an_obstacle_to_the_embedded_servers_matters_only_where_they_are_chosen() {
    var asRoot =
        new EmbeddedHere(
            "Linux amd64", true, true, false, true, "/tmp/pg", true, false, Optional.empty());
    var chosen = only(Check.SERVERS, with(servers(Kind.EMBEDDED, asRoot)));
    assertThat(chosen.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(chosen.words()).contains("as root", "another user", "ORDERWATCH_BACKING=containers");
    assertThat(verdict(Check.SERVERS, with(servers(Kind.EXTERNAL, asRoot))))
        .isEqualTo(Verdict.WELL);
  }

  @Test
  void what_the_environment_asks_for_in_vain_is_wrong() {
    var impossible = new Machine.Servers(Optional.empty(), "only one of the two is set", RUNS);
    assertThat(only(Check.SERVERS, with(impossible)).words())
        .startsWith("Kafka and PostgreSQL · only one of the two is set · ");
  }

  @Test
  void a_jdk_without_the_zones_of_buyers_is_wrong() {
    var finding = only(Check.ZONES, without("Europe/Moscow"));
    assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(finding.evidence()).contains("Europe/Moscow");
  }

  private static Machine with(Machine.Jdk jdk) {
    return new Machine(jdk, List.of(), "", ROOMY, ROOMY, 8 * GB, FREE, GOOD.servers(), List.of());
  }

  private static Machine with(List<String> missing, String stale) {
    return new Machine(JDK, missing, stale, ROOMY, ROOMY, 8 * GB, FREE, GOOD.servers(), List.of());
  }

  private static Machine with(Machine.Folder data, Machine.Folder temporary) {
    return new Machine(
        JDK, List.of(), "", data, temporary, 8 * GB, FREE, GOOD.servers(), List.of());
  }

  private static Machine with(long memory) {
    return new Machine(JDK, List.of(), "", ROOMY, ROOMY, memory, FREE, GOOD.servers(), List.of());
  }

  private static Machine with(Machine.TwelvePorts ports) {
    return new Machine(JDK, List.of(), "", ROOMY, ROOMY, 8 * GB, ports, GOOD.servers(), List.of());
  }

  private static Machine with(Machine.Servers servers) {
    return new Machine(JDK, List.of(), "", ROOMY, ROOMY, 8 * GB, FREE, servers, List.of());
  }

  private static Machine without(String zone) {
    return new Machine(
        JDK, List.of(), "", ROOMY, ROOMY, 8 * GB, FREE, GOOD.servers(), List.of(zone));
  }

  private static Machine.Folder free(long bytes) {
    return new Machine.Folder("/disk", true, bytes);
  }

  private static Machine.Servers servers(Kind kind, EmbeddedHere embedded) {
    return new Machine.Servers(Optional.of(kind), "because.", embedded);
  }

  private static Verdict verdict(Check check, Machine machine) {
    return only(check, machine).verdict();
  }

  /** That check's finding, while all others are well. */
  private static Finding only(Check check, Machine machine) {
    var findings = MachineFindings.of(machine);
    assertThat(findings)
        .filteredOn(each -> each.check() != check)
        .hasSize(7)
        .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.WELL));
    return findings.stream().filter(each -> each.check() == check).findAny().orElseThrow();
  }
}
