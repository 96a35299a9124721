package io.orderwatch.ozon.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuyerZonesSpec {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Московская область | Москва                  | Europe/Moscow
          Свердловская обл.  | Екатеринбург            | Asia/Yekaterinburg
          СВЕРДЛОВСКАЯ ОБЛАСТЬ | ''                    | Asia/Yekaterinburg
          ''                 | г. Южно-Сахалинск       | Asia/Sakhalin
          Ханты-Мансийский АО - Югра | Сургут          | Asia/Yekaterinburg
          Респ. Саха (Якутия)| ''                      | Asia/Yakutsk
          Якутия             | ''                      | Asia/Yakutsk
          ''                 | Могилёв                 | Europe/Minsk
          Приморский край    | Москва                  | Asia/Vladivostok
          Еврейская АО       | ''                      | Asia/Vladivostok
          """)
  void a_buyer_lives_in_the_zone_of_his_region_or_else_of_his_city(
      String region, String city, String zone) {
    assertThat(BuyerZones.SHIPPED.of(region, city)).contains(zone);
  }

  @Test
  void a_place_that_is_not_known_is_in_no_zone() {
    for (var place : new String[] {"", " ", "область", "Лондон", "\u0000", "край края"}) {
      assertThat(BuyerZones.SHIPPED.of(place, place)).isEmpty();
    }
  }

  @Test
  void the_place_itself_goes_no_further() {
    var shown = posting("{\"region\":\"Камчатский край\",\"city\":\"Елизово\"}");
    assertThat(shown).contains("\"zone\":\"Asia/Kamchatka\"").doesNotContain("Камчат", "Елизово");
    assertThat(posting("{\"region\":{\"x\":1},\"city\":[\"Омск\"]}")).doesNotContain("zone");
  }

  private static String posting(String analytics) {
    JsonNode answer =
        Objects.requireNonNull(
            OzonJson.object(
                ("{\"result\":{\"posting_number\":\"1-1\",\"status\":\"delivering\",\"analytics_data\":"
                        + analytics
                        + "}}")
                    .getBytes(StandardCharsets.UTF_8)));
    var reply = OzonRecords.posting(new StoreId("1001"), answer, new PostingNumber("1-1"));
    var posting = Projection.of(((Reply.Ok<io.orderwatch.ozon.OzonPosting>) reply).value());
    return new String(Wire.encode(new PostingEvent.Received(posting)), StandardCharsets.UTF_8);
  }

  @Test
  void a_table_that_is_wrong_is_refused_with_its_line() {
    assertThatThrownBy(() -> BuyerZones.of("Europe/Moscow | Москва | law"))
        .hasMessageContaining("buyers.table:1");
    assertThatThrownBy(() -> BuyerZones.of("#\nEurope/Moskva | Москва | law | 2026-11-25"))
        .hasMessageContaining("buyers.table:2: there is no zone");
    assertThatThrownBy(
            () -> BuyerZones.of("Asia/Omsk | Омск | a | b\nAsia/Tomsk | г. Омск | a | b"))
        .hasMessageContaining("a second zone");
  }
}
