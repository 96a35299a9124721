package io.orderwatch.ingest.life.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.backing.edge.quarkus.Door;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The service's own pool has its connections looked at. */
@QuarkusTest
class LifeNoticedTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  AgroalDataSource database;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  DatabaseLife life;

  @Test
  void the_life_of_the_database_is_noticed_by_whoever_takes_a_connection() throws Exception {
    try (var connection = database.getConnection();
        var select = connection.createStatement();
        var rows =
            select.executeQuery(
                "select floor, noticed_at is not null and timeline = '00000001' from database_life")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(life.versions().floor()).isZero();
      assertThat(rows.getBoolean(2)).isTrue();
    }
    assertThat(new Door(management).ask("GET /q/metrics", null).body())
        .contains("ingest_version_floor 0.0");
  }
}
