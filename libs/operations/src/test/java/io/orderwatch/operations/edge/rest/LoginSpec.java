package io.orderwatch.operations.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who asks is known by one way alone. */
class LoginSpec {

  private record Known(Optional<String> name, Set<String> groups) implements Login {
    @Override
    public boolean asked() {
      return true;
    }

    @Override
    public Optional<Instant> until() {
      return Optional.empty();
    }

    @Override
    public boolean byHttps() {
      return true;
    }

    @Override
    public Map<String, String> passedOn() {
      return Map.of();
    }
  }

  private record Settings(Optional<String> header, String groups) implements Visitors.Settings {}

  private static Requester requester(Known login) {
    return new Requester(List.of(), _ -> "boss", Optional.of(login));
  }

  @Test
  void who_logged_in_counts_and_not_what_the_body_says() {
    assertThat(requester(new Known(Optional.of(" anna "), Set.of())).name("boss"))
        .isEqualTo("anna");
    assertThat(requester(new Known(Optional.empty(), Set.of())).known()).isEmpty();
  }

  @Test
  void a_service_that_asks_itself_believes_no_header_and_does_not_start_if_told_to() {
    var login = new Known(Optional.of("anna"), Set.of());
    assertThatThrownBy(() -> new Requester(List.of("X-User"), _ -> null, Optional.of(login)))
        .hasMessageContaining("orderwatch.requester.headers");
    var settings = new Settings(Optional.of("X-Groups"), "look=viewer");
    assertThatThrownBy(() -> new Visitors(settings, requester(login)))
        .hasMessageContaining("orderwatch.roles.header");
    assertThat(new Visitors(settings, new Requester(List.of(), _ -> null)).asked()).isTrue();
    var open = new Settings(Optional.empty(), "look=viewer");
    assertThat(new Visitors(open, new Requester(List.of(), _ -> null)).asked()).isFalse();
    assertThat(new Visitors(open, requester(login)).asked()).isTrue();
  }
}
