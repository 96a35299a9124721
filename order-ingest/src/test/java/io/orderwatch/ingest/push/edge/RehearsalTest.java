package io.orderwatch.ingest.push.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.quarkus.Door;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** Before it is ready order-ingest has answered pushes of its own, of which nothing is left. */
@QuarkusTest
@TestProfile(DatabaseAwayTest.Alone.class)
class RehearsalTest {

  private static final String OZONS = "/ozon/push/1001/" + DatabaseAwayTest.SECRET;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  DataSource database;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  Rehearsal rehearsal;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  @Readiness
  PushesTaken ready;

  @Test
  void what_was_rehearsed_leaves_nothing_and_opens_no_door() throws Exception {
    await().until(rehearsal::over);

    assertThat(rehearsal.answered()).isPositive();
    assertThat(ready.call().getData().orElseThrow())
        .containsEntry("rehearsed", (long) rehearsal.answered());
    assertThat(hints()).isZero();
    var door = new Door(service);
    assertThat(new Door(management).ask("GET /q/metrics", null).body())
        .contains("# HELP")
        .doesNotContain("TYPE_DELIVERY_DATE_CHANGED");

    var push =
        """
        {"message_type": "TYPE_DELIVERY_DATE_CHANGED", "seller_id": 1001, "posting_number": "1-1"}""";
    assertThat(door.ask("POST /ozon/push/1001/" + rehearsal.secret(), push).statusCode())
        .as("its secret opens nothing any more")
        .isEqualTo(404);
    assertThat(door.ask("POST " + OZONS, push).statusCode()).isEqualTo(200);
    assertThat(new Door(management).ask("GET /q/metrics", null).body())
        .contains("TYPE_DELIVERY_DATE_CHANGED");
  }

  private long hints() throws SQLException {
    try (var connection = database.getConnection();
        var count = connection.createStatement();
        var rows =
            count.executeQuery("select count(*) from hint where posting like 'rehearsal%'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
