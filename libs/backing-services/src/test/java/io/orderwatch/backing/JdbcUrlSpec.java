package io.orderwatch.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JdbcUrlSpec {

  @Test
  void a_schema_is_added_to_the_parameters() {
    assertThat(JdbcUrl.parse("jdbc:postgresql://db:5432/o").withSchema("ingest"))
        .hasToString("jdbc:postgresql://db:5432/o?currentSchema=ingest");
    assertThat(JdbcUrl.parse("jdbc:postgresql://db/o?ssl=true").withSchema("ingest"))
        .hasToString("jdbc:postgresql://db/o?ssl=true&currentSchema=ingest");
  }

  @Test
  void another_database_keeps_the_server_and_the_parameters() {
    assertThat(JdbcUrl.parse("jdbc:postgresql://a:1,b:2/o?ssl=true").withDatabase("p"))
        .hasToString("jdbc:postgresql://a:1,b:2/p?ssl=true");
  }

  @Test
  void anything_else_is_refused_without_showing_its_parameters() {
    for (var text :
        new String[] {"postgres://db/o", "jdbc:postgresql://db", "jdbc:postgresql://db/"}) {
      assertThatThrownBy(() -> JdbcUrl.parse(text + "?password=secret"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected jdbc:postgresql://host:port/database")
          .hasMessageNotContaining("secret");
    }
  }
}
