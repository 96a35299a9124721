package io.orderwatch.backing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.Kind;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest extends Servers {

  EmbeddedServersTest() {
    super("embedded");
  }

  @Test
  void they_say_what_they_are_and_why() {
    assertThat(servers.kind()).isEqualTo(Kind.EMBEDDED);
    assertThat(servers.why()).isEqualTo("ORDERWATCH_BACKING asks for embedded servers.");
  }
}
