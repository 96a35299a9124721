package io.orderwatch.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImagesSpec {

  static final Map<String, String> NO_REAPER = Map.of("TESTCONTAINERS_RYUK_DISABLED", "true");

  @Test
  void with_nothing_there_the_official_ones_are_asked_for() {
    assertThat(Images.of(NO_REAPER, Set.of()))
        .isEqualTo(new Images(Images.OFFICIAL_KAFKA, Images.OFFICIAL_POSTGRES, Optional.empty()));
  }

  @Test
  void a_stand_in_takes_the_place_of_an_official_one_that_is_not_there() {
    var present = Set.of(Images.OFFLINE_KAFKA, Images.OFFLINE_POSTGRES, Images.OFFICIAL_POSTGRES);
    var images = Images.of(NO_REAPER, present);
    assertThat(images)
        .isEqualTo(new Images(Images.OFFLINE_KAFKA, Images.OFFICIAL_POSTGRES, Optional.empty()));
    assertThat(images.missing(present)).isEmpty();
  }

  @Test
  void a_named_one_is_never_replaced() {
    var named =
        Map.of(
            Images.KAFKA,
            "mirror.local/kafka:4",
            Images.POSTGRES,
            " ",
            "TESTCONTAINERS_RYUK_CONTAINER_IMAGE",
            "mirror.local/ryuk:1");
    var present = Set.of(Images.OFFLINE_KAFKA, Images.OFFLINE_POSTGRES);
    var images = Images.of(named, present);
    assertThat(images)
        .isEqualTo(
            new Images(
                "mirror.local/kafka:4",
                Images.OFFLINE_POSTGRES,
                Optional.of("mirror.local/ryuk:1")));
    assertThat(images.missing(present))
        .containsExactly("mirror.local/kafka:4", "mirror.local/ryuk:1");
    assertThat(Images.candidates(named))
        .contains("mirror.local/kafka:4", "mirror.local/ryuk:1", Images.OFFICIAL_POSTGRES);
  }

  @Test
  void a_start_that_must_download_first_says_so_and_what_helps() {
    var images = new Images("apache/kafka:4.1.1", "postgres:18-alpine", Optional.empty());
    assertThat(images.notice(Set.of("postgres:18-alpine")))
        .hasValueSatisfying(
            each ->
                assertThat(each)
                    .startsWith("First apache/kafka:4.1.1 is downloaded")
                    .contains("deploy/images/offline/build"));
    assertThat(images.notice(Set.of("postgres:18-alpine", "apache/kafka:4.1.1"))).isEmpty();
  }
}
