package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.Fixtures.PASSPORT_POSTING;
import static io.orderwatch.ozon.edge.Fixtures.STORE;
import static io.orderwatch.ozon.edge.Fixtures.json;
import static io.orderwatch.ozon.edge.Fixtures.ok;
import static io.orderwatch.ozon.edge.Fixtures.page;
import static io.orderwatch.ozon.edge.Fixtures.posting;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.CancelReason;
import io.orderwatch.ozon.ChatMessage;
import io.orderwatch.ozon.ChatMessage.Author;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.Vocabulary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OzonRecordsTest {
  private static final PostingNumber NUMBER = new PostingNumber("0132112277-0102-1");

  private static final OzonPosting EXPECTED =
      new OzonPosting(
          STORE,
          NUMBER,
          "0132112277-0102",
          "awaiting_packaging",
          "posting_awaiting_passport_data",
          null,
          "aggregator",
          "aggregator",
          "",
          Instant.parse("2026-10-05T08:00:00Z"),
          Instant.parse("2026-10-08T09:00:00Z"),
          List.of("cancel", "can_create_chat", "product_cancel"),
          List.of(
              new OzonPosting.Item(
                  827098843, "SK-58", 1, new Money(new BigDecimal("35.22"), "CNY"))),
          null,
          Instant.parse("2026-10-25T08:00:00Z"),
          Instant.parse("2026-11-01T20:00:00Z"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"postings\":[%s],\"has_next\":true,\"cursor\":\"abc\",\"count\":1}",
        "{\"result\":{\"postings\":[%s],\"has_next\":\"true\",\"cursor\":\"abc\"}}",
        "{\"result\":{\"postings\":[%s]},\"has_next\":true,\"cursor\":\"abc\"}",
        "{\"result\":[%s],\"has_next\":true,\"cursor\":\"abc\"}"
      })
  void a_list_is_read_wrapped_and_unwrapped(String answer) {
    assertThat(page(answer.formatted(PASSPORT_POSTING)))
        .isEqualTo(new Page<>(List.of(EXPECTED), "abc", true));
  }

  @Test
  void nothing_of_a_person_gets_into_a_posting() {
    var text = page("{\"postings\":[" + PASSPORT_POSTING + "]}").toString();
    assertThat(text).contains("0132112277-0102-1");
    assertThat(text)
        .doesNotContain("Planted", "Петров", "7916", "4509", "123456", "petrov", "Россия")
        .doesNotContain("Tver", "101000", "77012", "770101", "5577", "code 77", "55.75", "35693");
  }

  @Test
  void one_unreadable_posting_does_not_lose_the_others() {
    var read =
        page(
            """
            {"postings":[{"posting_number":"1-1","status":"delivering"}, {"status":"delivering"},
              7, null, "x", {"posting_number":"no number!","status":"x"}, {"posting_number":"2-1"},
              {"posting_number":"3-1","status":null,"products":"none",
               "cancellation":[],"analytics_data":"","available_actions":{"a":1}}]}
            """);
    assertThat(read.items().stream().map(posting -> posting.number().value()))
        .containsExactly("1-1", "2-1", "3-1");
    assertThat(read.unreadable()).isEqualTo(5);
  }

  @Test
  void a_page_of_nothing_readable_still_leads_on() {
    var read = page("{\"postings\":[{}],\"has_next\":true,\"cursor\":\"abc\"}");
    assertThat(read).isEqualTo(new Page<>(List.of(), "abc", true, 1));
  }

  @Test
  void an_empty_page_ends_the_list_whatever_it_says() {
    assertThat(page("{\"postings\":[],\"has_next\":true,\"cursor\":\"abc\"}").hasNext()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"result\":{}}", "{\"postings\":null}", "{\"result\":true}"})
  void an_answer_without_a_list_is_not_an_empty_list(String answer) {
    assertThat(OzonRecords.postings(STORE, json(answer), "")).isInstanceOf(Reply.Doubtful.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "asked"})
  void a_cursor_that_does_not_move_is_not_followed_and_what_was_read_is_kept(String cursor) {
    var answer =
        "{\"postings\":[%s],\"has_next\":true,\"cursor\":\"%s\"}"
            .formatted(PASSPORT_POSTING, cursor);
    assertThat(ok(OzonRecords.postings(STORE, json(answer), "asked")))
        .isEqualTo(new Page<>(List.of(EXPECTED), cursor, false, 0, true));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-10-05T08:00:00Z,2026-10-05T08:00:00Z",
        "2026-10-05T08:00:00.000Z,2026-10-05T08:00:00Z",
        "9999-12-31T23:59:59.999999900Z,-",
        "1970-01-01T00:00:00Z,-",
        "2026-10-05T11:00:00+0300,2026-10-05T08:00:00Z",
        "2026-10-05T11:00:00+03:00,2026-10-05T08:00:00Z",
        "2026-10-05T08:00:00,2026-10-05T08:00:00Z",
        "2026-10-05 08:00:00,2026-10-05T08:00:00Z",
        "'',-",
        "0001-01-01T00:00:00Z,-",
        "tomorrow,-"
      })
  void dates_come_in_many_ways(String text, Instant read) {
    assertThat(posting(",\"in_process_at\":\"%s\"".formatted(text)).inProcessAt()).isEqualTo(read);
  }

  @Test
  void a_time_that_cannot_be_is_named_and_a_time_that_never_was_is_not() {
    assertThat(
            posting(
                    """
                    ,"in_process_at":"9999-12-31T23:59:59Z","shipment_date":"0001-01-01T00:00:00Z",
                    "analytics_data":{"delivery_date_end":"1970-01-01T00:00:00Z"}
                    """)
                .implausible())
        .containsExactlyInAnyOrder("in_process_at", "delivery_date_end");
  }

  @Test
  void a_posting_without_status_still_awaits_passport_data() {
    var read =
        page("""
                {"postings":[{"posting_number":"1-1","status":null,
                  "substatus":"POSTING_AWAITING_PASSPORT_DATA"}]}
                """)
            .items()
            .getFirst();
    assertThat(read.status()).isEmpty();
    assertThat(read.substatus()).isEqualTo("posting_awaiting_passport_data");
  }

  @Test
  void actions_that_are_missing_are_not_no_actions() {
    assertThat(posting("").mayOffer("cancel")).isTrue();
    assertThat(posting(",\"available_actions\":null").mayOffer("cancel")).isTrue();
    assertThat(posting(",\"available_actions\":[]").mayOffer("cancel")).isFalse();
    assertThat(posting("").offers("cancel")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Seller,seller",
    "Сustomer,customer",
    "роsting_сrеаtеd,posting_created",
    "Продавец,продавец",
    "' cancel ',cancel"
  })
  void words_are_one_in_any_case_and_with_letters_that_look_alike(String written, String word) {
    assertThat(Vocabulary.word(written)).isEqualTo(word);
  }

  @Test
  void a_posting_split_off_another_names_it() {
    assertThat(posting(",\"parent_posting_number\":\"1-0\"").parent())
        .isEqualTo(new PostingNumber("1-0"));
    assertThat(posting(",\"parent_posting_number\":\"1-1\"").parent()).isNull();
    assertThat(posting(",\"parent_posting_number\":\"\"").parent()).isNull();
    assertThat(posting(",\"parent_posting_number\":{}").parent()).isNull();
  }

  @Test
  void a_posting_with_nothing_but_number_and_status_has_no_nulls_but_the_stated_ones() {
    assertThat(posting(""))
        .isEqualTo(
            new OzonPosting(
                STORE,
                new PostingNumber("1-1"),
                "",
                "delivering",
                "",
                null,
                "",
                null,
                "",
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                false,
                Set.of(),
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          "price":{"amount":"35.22","currency":"CNY"}|35.22 CNY
          "price":{"amount":1200,"currency":"RUB"}|1200 RUB
          "price":{"price":3318,"currency_code":"RUB"}|3318 RUB
          "price":{"units":"100","nanos":500000000,"currency_code":"RUB"}|100.5 RUB
          "price":{"units":"100","nanos":0,"currency_code":"RUB"}|100 RUB
          "price":"1530.0000","currency_code":"RUB"|1530.0000 RUB
          "price":1530.50,"currency_code":"RUB"|1530.50 RUB
          "price":"1200.0000","marketplace_seller_price_currency_code":"RUB"|1200.0000 RUB
          "price":"1530.0000"|-
          "price":"","currency_code":"RUB"|-
          "price":"1e999999999","currency_code":"RUB"|-
          "price":null|-
          "x":0|-
          """)
  void prices_come_as_text_number_and_object(String field, String price) {
    var item = posting(",\"products\":[{\"sku\":\"7\",\"quantity\":\"2\"," + field + "}]").items();
    var read = item.getFirst().price();
    assertThat(item.getFirst().sku()).isEqualTo(7);
    assertThat(item.getFirst().quantity()).isEqualTo(2);
    assertThat(read == null ? null : read.amount() + " " + read.currency()).isEqualTo(price);
  }

  @Test
  void both_spellings_of_hybrid_are_one() {
    assertThat(posting(",\"tpl_integration_type\":\"hybryd\"").tplIntegrationType())
        .isEqualTo(posting(",\"tpl_integration_type\":\"Hybrid\"").tplIntegrationType())
        .isEqualTo("hybrid");
    assertThat(posting(",\"integration_type_flow\":\"hybryd_3pl_tracking\"").integrationTypeFlow())
        .isEqualTo("hybrid_3pl_tracking");
  }

  @Test
  void unknown_words_are_kept_and_can_be_counted() {
    var odd =
        posting(
            """
            ,"substatus":"posting_teleported","available_actions":["cancel","fly"],
            "tpl_integration_type":"drone","integration_type_flow":"","new_field":{"a":[1]}
            """);
    assertThat(odd.substatus()).isEqualTo("posting_teleported");
    assertThat(odd.offers("fly")).isTrue();
    assertThat(Vocabulary.unknownIn(odd))
        .containsExactly(
            "substatus=posting_teleported", "tpl_integration_type=drone", "available_actions=fly")
        .allMatch(word -> Vocabulary.FIELDS.contains(word.substring(0, word.indexOf('='))));
    assertThat(Vocabulary.unknownIn(EXPECTED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Продавец,seller",
    "Клиент,customer",
    "Покупатель,customer",
    "Ozon,ozon",
    "Система,system",
    "Служба доставки,delivery",
    "Иванов Иван,''"
  })
  void a_cancellation_is_told_in_words_for_machines(String initiator, String read) {
    var cancelled =
        posting(
            """
            ,"cancellation":{"cancel_reason_id":"402","cancel_reason":"Иванов просил",
             "cancellation_type":"seller","cancellation_initiator":"%s",
             "cancelled_after_ship":"true","affect_cancellation_rating":true}
            """
                .formatted(initiator));
    assertThat(cancelled.cancellation())
        .isEqualTo(new OzonPosting.Cancellation(402, "seller", read, true, true));
  }

  @Test
  void a_cancellation_is_there_with_a_reason_or_a_type_alone() {
    assertThat(posting(",\"cancellation\":{\"cancellation_type\":\"ozon\"}").cancellation())
        .isEqualTo(new OzonPosting.Cancellation(0, "ozon", "", false, false));
    assertThat(posting(",\"cancellation\":{\"cancel_reason_id\":352}").cancellation())
        .isEqualTo(new OzonPosting.Cancellation(352, "", "", false, false));
    assertThat(posting(",\"cancellation\":null").cancellation()).isNull();
  }

  @Test
  void a_single_posting_tells_its_previous_substatus_and_must_be_the_one_asked_for() {
    var answer =
        json(
            """
            {"result":{"posting_number":"1-1","status":"awaiting_packaging",
             "substatus":"posting_created","previous_substatus":"posting_awaiting_passport_data"}}
            """);
    var read = ok(OzonRecords.posting(STORE, answer, new PostingNumber("1-1")));
    assertThat(read.previousSubstatus()).isEqualTo("posting_awaiting_passport_data");
    assertThat(OzonRecords.posting(STORE, answer, NUMBER)).isInstanceOf(Reply.Doubtful.class);
  }

  @Test
  void a_chat_is_read_newest_first_and_only_the_stores_own_words() {
    var read =
        ok(
            OzonRecords.messages(
                json(
                    """
                    {"has_next":"true","messages":[
                      {"message_id":"3000000000817031942","created_at":"2026-10-05T09:00:00Z",
                       "user":{"id":"1","type":"Seller"},"data":["Здравствуйте!"],"is_read":"true"},
                      {"message_id":3000000000817031999,"created_at":"2026-10-05T09:02:00Z",
                       "user":{"id":"2","type":"Сustomer"},"data":["4509 123456"],"is_read":false},
                      {"message_id":"3000000000817031943","created_at":"2026-10-05T09:01:00Z",
                       "user":{"id":"3","type":"Customer"},"data":["4509 123456"]},
                      {"message_id":"18446744073709551615","created_at":"2026-10-05T09:02:00Z",
                       "user":{"type":"Support"},"data":["4509 123456"]},
                      {"created_at":"2026-10-05T09:01:00Z"}]}
                    """)));
    assertThat(read)
        .isEqualTo(
            new Page<>(
                List.of(
                    message("18446744073709551615", "09:02", Author.OTHER, List.of(), false),
                    message("3000000000817031999", "09:02", Author.CUSTOMER, List.of(), false),
                    message("3000000000817031943", "09:01", Author.CUSTOMER, List.of(), false),
                    message(
                        "3000000000817031942",
                        "09:00",
                        Author.SELLER,
                        List.of("Здравствуйте!"),
                        true)),
                "",
                true,
                1));
  }

  private static ChatMessage message(
      String id, String time, Author author, List<String> text, boolean isRead) {
    var at = Instant.parse("2026-10-05T" + time + ":00Z");
    return new ChatMessage(id, at, author, text, isRead);
  }

  @Test
  void the_reasons_are_those_of_the_posting_asked_for() {
    var answer =
        json(
            """
            {"result":[
              {"posting_number":"9-1","reasons":[{"id":400,"title":"x","type_id":"seller"}]},
              {"posting_number":"1-1","reasons":[{"id":"352","title":"Нет","type_id":"seller"},{}]}]}
            """);
    assertThat(ok(OzonRecords.cancelReasons(answer, new PostingNumber("1-1"))))
        .containsExactly(new CancelReason(352, "Нет", "seller"));
    assertThat(ok(OzonRecords.cancelReasons(json("{\"result\":[]}"), NUMBER))).isEmpty();
  }

  @Test
  void a_key_without_an_end_has_none() {
    assertThat(ok(OzonRecords.apiKey(json("{\"expires_at\":\"\",\"roles\":[]}"))))
        .isEqualTo(new ApiKey(null, Set.of()));
  }

  @Test
  void a_change_is_done_only_if_Ozon_says_so() {
    assertThat(OzonRecords.done(json("{\"result\":\"success\"}")).ok()).isPresent();
    assertThat(OzonRecords.done(json("{\"result\":true}")).ok()).isPresent();
    assertThat(OzonRecords.done(json("{\"result\":\"queued\"}")))
        .isInstanceOf(Reply.Doubtful.class);
    assertThat(OzonRecords.done(json("{}"))).isInstanceOf(Reply.Doubtful.class);
  }
}
