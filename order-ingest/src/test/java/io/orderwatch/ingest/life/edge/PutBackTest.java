package io.orderwatch.ingest.life.edge;

import static io.orderwatch.ingest.posting.edge.FakeOzon.UNFULFILLED;
import static io.orderwatch.ingest.posting.edge.FakeOzon.page;
import static io.orderwatch.ingest.posting.edge.FakeOzon.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.Choice;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.backing.edge.Options;
import io.orderwatch.backing.edge.quarkus.Logged;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import io.orderwatch.mailbox.edge.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database is put back to when a posting had four versions, and Kafka is not: it has six, and
 * those of a posting that came in since.
 */
class PutBackTest {

  private static final String TOLD = "ozon.postings.v1";
  private static final List<String> BEFORE =
      List.of(
          "awaiting_registration",
          "awaiting_packaging",
          "awaiting_deliver",
          "acceptance_in_progress");
  private static final List<String> FORGOTTEN = List.of("driver_pickup", "delivering");

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  private Path folder;

  @SuppressWarnings("NullAway.Init") // before each test
  private BackingServices servers;

  @SuppressWarnings("NullAway.Init") // before each test
  private Follower follower;

  @SuppressWarnings("NullAway.Init") // before each test
  private FakeOzon ozon;

  /** PostgreSQL's files must be at hand. */
  @BeforeEach
  void start() throws Exception {
    servers =
        BackingServices.started(
            Options.fromEnvironment()
                .withDataDir(folder)
                .withEnvironment(Map.of(Choice.FORCED, "embedded")));
    var broker = servers.broker().bootstrapServers();
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOLD, 1, (short) 1),
                  new NewTopic("ozon.posting-state.v1", 1, (short) 1)))
          .all()
          .get();
    }
    follower = new Follower(TOLD, broker);
    ozon = new FakeOzon();
  }

  @AfterEach
  void stop() {
    ozon.close();
    follower.close();
    servers.close();
  }

  private static DataSource migrated(Database database) {
    return Ingest.migrated(database.dataSourceOf("ingest"));
  }

  private void shows(String... postings) {
    ozon.answers(UNFULFILLED, page(false, "", postings));
  }

  private void round(Ingest ingest, StoreReading reading, Lease lease) throws Exception {
    ingest.machine.tick(Duration.ofMinutes(2));
    assertThat(reading.read(ozon.client(), lease, _ -> {}).outcome()).isEqualTo("complete");
  }

  private static void relayed(Ingest ingest) {
    await().until(() -> ingest.mailbox.backlog().outboxRows() == 0);
  }

  private void upToFour(Ingest ingest, StoreReading reading, Lease lease) throws Exception {
    for (var status : BEFORE) {
      shows(posting("P-1", status, ""));
      round(ingest, reading, lease);
    }
    relayed(ingest);
    assertThat(follower.statuses()).isEqualTo(Map.of("1001:P-1", BEFORE.getLast()));
    assertThat(follower.version("1001:P-1")).isEqualTo(4);
  }

  private void twoMore(Ingest ingest, StoreReading reading, Lease lease) throws Exception {
    for (var status : FORGOTTEN) {
      shows(posting("P-1", status, ""), posting("Q-1", status, ""));
      round(ingest, reading, lease);
    }
    relayed(ingest);
    assertThat(follower.statuses())
        .isEqualTo(Map.of("1001:P-1", FORGOTTEN.getLast(), "1001:Q-1", FORGOTTEN.getLast()));
    assertThat(follower.version("1001:P-1")).isEqualTo(6);
    assertThat(follower.version("1001:Q-1")).isEqualTo(2);
  }

  private void hearsOfWhatIsNew(Ingest ingest, StoreReading reading, Lease lease) throws Exception {
    shows(posting("P-1", "arbitration", ""), posting("Q-1", "not_accepted", ""));
    round(ingest, reading, lease);
    relayed(ingest);
    assertThat(follower.statuses())
        .isEqualTo(Map.of("1001:P-1", "arbitration", "1001:Q-1", "not_accepted"));
    shows(posting("P-1", "delivering", ""), posting("Q-1", "not_accepted", ""));
    round(ingest, reading, lease);
    relayed(ingest);
    assertThat(follower.statuses().get("1001:P-1")).as("and it goes on").isEqualTo("delivering");
  }

  @Test
  void the_rows_of_a_copy_and_another_word_of_people() throws Exception {
    var database = servers.database().createDatabase("before");
    try (var first = new Ingest(migrated(database), servers, "")) {
      first.mailbox.start();
      upToFour(first, first.reading(), first.lease());
      first.mailbox.close();
    }
    var copy = database.copiedTo("copied");
    try (var forgotten = new Ingest(database.dataSourceOf("ingest"), servers, "")) {
      forgotten.machine.tick(Duration.ofHours(1));
      forgotten.mailbox.start();
      twoMore(forgotten, forgotten.reading(), forgotten.lease());
      forgotten.mailbox.close();
    }
    try (var logged = new Logged();
        var after = new Ingest(copy.dataSourceOf("ingest"), servers, "put-back-to-17-55")) {
      assertThat(logged.bad())
          .extracting(Logged.Line::text)
          .anyMatch(line -> line.startsWith("the database was put back"));
      after.machine.tick(Duration.ofHours(2));
      after.mailbox.start();
      hearsOfWhatIsNew(after, after.reading(), after.lease());
      after.mailbox.close();
    }
  }

  @Test
  void a_real_recovery_under_a_process_that_runs() throws Exception {
    var database = migrated(servers.database().createDatabase("real"));
    try (var ingest = new Ingest(database, servers, "")) {
      ingest.mailbox.start();
      var lease = ingest.lease();
      var reading = ingest.reading();
      upToFour(ingest, reading, lease);

      servers.database().stop();
      copy(data(), folder.resolve("copy"));
      servers.database().start();
      ingest.notice();
      assertThat(ingest.life.floor()).as("a crash is no other life").isZero();
      twoMore(ingest, reading, lease);
      for (var again = 0; again < 5; again++) {
        round(ingest, reading, lease); // what it shows is known by now, and not told again
      }

      servers.database().stop();
      replace(folder.resolve("copy"));
      servers.database().start();
      noticed(ingest);
      assertThat(ingest.life.floor())
          .isBetween(Ingest.START.getEpochSecond(), ingest.machine.instant().getEpochSecond());

      round(ingest, reading, lease);
      relayed(ingest);
      assertThat(follower.statuses())
          .isEqualTo(Map.of("1001:P-1", FORGOTTEN.getLast(), "1001:Q-1", FORGOTTEN.getLast()));
      assertThat(follower.version("1001:P-1"))
          .as("told again of what it had forgotten")
          .isGreaterThanOrEqualTo(ingest.life.floor());
      hearsOfWhatIsNew(ingest, reading, lease);
      ingest.mailbox.close();
    }
  }

  /** While it recovers it takes no writes, and is looked at again with every use. */
  private static void noticed(Ingest ingest) {
    await()
        .until(
            () -> {
              ingest.notice();
              return ingest.life.floor() > 0;
            });
  }

  private Path data() {
    return folder.resolve("postgres/data");
  }

  /** Recovers to the end of the log that the copy has, as from an archive: another timeline. */
  private void replace(Path copy) throws IOException {
    Files.move(data(), folder.resolve("gone"));
    copy(copy, data());
    Files.createFile(data().resolve("recovery.signal"));
    Files.writeString(
        data().resolve("postgresql.auto.conf"),
        "\nrestore_command = 'false'\n",
        StandardOpenOption.APPEND);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var each : all.toList()) {
        if (!each.endsWith("postmaster.pid")) {
          Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
