package io.orderwatch.notification.reminder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.notification.edge.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows Next-Cursor sees each step that does not change meanwhile, once. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = Ground.SCHEMA),
      @ResourceArg(name = "topics", value = Ground.TOPICS),
    })
@SuppressWarnings("NullAway.Init") // set by the framework
class ReminderPagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource("/")
  URI service;

  @Inject DataSource database;

  /** Seven await a person and six were sent; of each kind three have one time. */
  @BeforeEach
  void steps() throws SQLException {
    done(
        """
        insert into reminder_step (id, key, round, step, order_number, deadline_at, text, state, reason, planned_at, changed_at)
        select '77:paged-' || p || '/step-1', '77:paged-' || p, 1, 1, 'paged', timestamptz '2026-11-27 10:00Z' + greatest(p, 3) * interval '1 minute',
               'text', case when p <= 7 then 'awaiting-operator' else 'sent' end, case when p <= 7 then 'chat-closed' end,
               timestamptz '2026-11-27 09:00Z', timestamptz '2026-11-27 09:00Z' + least(p, 11) * interval '1 second'
          from generate_series(1, 13) p""");
  }

  @AfterEach
  void gone() throws SQLException {
    done("delete from reminder_step where key like '77:%'");
  }

  private void done(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private List<String> paged(String query, int limit) throws IOException {
    var keys = new ArrayList<String>();
    var cursor = "";
    do {
      var page =
          new Door(service)
              .ask("GET /api/reminders?store=77&limit=" + limit + query + cursor, null);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      var rows = JSON.readTree(page.body());
      assertThat(rows).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
      rows.forEach(row -> keys.add(row.path("key").asText().substring("77:paged-".length())));
      cursor = page.headers().firstValue("Next-Cursor").map(next -> "&cursor=" + next).orElse("");
    } while (!cursor.isEmpty());
    return keys;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 1000})
  void what_awaits_a_person_comes_by_its_deadline(int limit) throws IOException {
    assertThat(paged("&state=awaiting-operator", limit))
        .containsExactly("1", "2", "3", "4", "5", "6", "7");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 1000})
  void all_else_comes_by_its_latest_change(int limit) throws IOException {
    assertThat(paged("&state=sent", limit)).containsExactly("11", "12", "13", "10", "9", "8");
  }

  @Test
  void what_changes_meanwhile_comes_to_the_front_and_the_rest_goes_on()
      throws IOException, SQLException {
    var first = new Door(service).ask("GET /api/reminders?store=77&state=sent&limit=3", null);
    done("update reminder_step set changed_at = now() where key in ('77:paged-11', '77:paged-9')");
    var cursor = first.headers().firstValue("Next-Cursor").orElseThrow();
    var rest =
        new Door(service)
            .ask("GET /api/reminders?store=77&state=sent&limit=3&cursor=" + cursor, null);
    assertThat(JSON.readTree(rest.body()).findValuesAsText("key"))
        .containsExactly("77:paged-10", "77:paged-8");
  }
}
