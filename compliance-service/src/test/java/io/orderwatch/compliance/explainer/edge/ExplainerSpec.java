package io.orderwatch.compliance.explainer.edge;

import static io.orderwatch.compliance.explainer.Samples.NOW;
import static io.orderwatch.compliance.explainer.Samples.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.explainer.Actions;
import io.orderwatch.compliance.explainer.Causes;
import io.orderwatch.compliance.explainer.Explainer;
import io.orderwatch.compliance.explainer.Explainer.Explanation;
import io.orderwatch.compliance.explainer.Explainer.Shown;
import io.orderwatch.compliance.explainer.Words;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.rules.Sheet;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.Posting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables as they are shipped. */
class ExplainerSpec {

  private static final Explainer EXPLAINER = ExplainerApi.explainer();
  private static final Words WORDS = new Words(TextFiles.texts("explainer")).complete(EXPLAINER);
  private static final Posting ON_HOLD =
      posting(
          "awaiting_packaging",
          Posting.AWAITING_PASSPORT,
          "aggregator",
          "cancel",
          "product_cancel");

  private static Explanation tracking(Posting posting) {
    return EXPLAINER.explain(Explainer.TRACK_NUMBER, Facts.of(posting, NOW));
  }

  private static String cause(String action, Posting posting) {
    return EXPLAINER.explain(action, Facts.of(posting, NOW)).cause().name();
  }

  @Test
  void the_first_row_answers_why_only_cancel_is_shown() {
    assertThat(EXPLAINER.causes().all().getFirst().name()).isEqualTo("passport");
    assertThat(tracking(ON_HOLD))
        .isEqualTo(
            new Explanation(
                "set_track_number",
                Shown.ABSENT,
                EXPLAINER.causes().all().getFirst(),
                EXPLAINER.actions().named("set_track_number")));
  }

  @ParameterizedTest
  @CsvSource({
    "awaiting_deliver,      posting_awaiting_passport_data,  ozon,           passport",
    "awaiting_packaging,    posting_created,                 ozon,           not-packed",
    "awaiting_approve,      posting_created,                 non_integrated, not-packed",
    "awaiting_registration, posting_awaiting_registration,   aggregator,     registering",
    "awaiting_deliver,      posting_registered,              ozon,           ozon-number",
    "delivering,            posting_on_way_to_city,          ozon,           ozon-number",
    "awaiting_deliver,      posting_registered,              aggregator,     carrier-number",
    "delivering,            posting_on_way_to_city,          hybrid_aggregator, carrier-number",
    "delivered,             posting_received,                non_integrated, finished",
    "cancelled,             posting_canceled,                3pl_tracking,   finished",
    "delivering,            posting_conditionally_delivered, non_integrated, finished",
    "arbitration,           posting_in_arbitration,          non_integrated, in-dispute",
    "delivering,            posting_on_way_to_city,          non_integrated, ask-support",
    "never_heard_of,        nor_of_this,                     nor_of_that,    unknown",
  })
  void a_missing_tracking_number_field_is_explained_in_the_order_of_the_causes(
      String status, String substatus, String integration, String cause) {
    assertThat(tracking(posting(status, substatus, integration, "cancel")).cause().name())
        .isEqualTo(cause);
  }

  @Test
  void a_shipping_date_that_is_asked_for_comes_first_and_may_be_missed() {
    assertThat(
            tracking(
                    posting(
                        "awaiting_deliver", "posting_registered", "non_integrated", "set_cutoff"))
                .cause()
                .name())
        .isEqualTo("cutoff-first");
    var late =
        posting(
            "awaiting_packaging",
            "posting_created",
            "non_integrated",
            NOW.minusSeconds(1),
            "cancel");
    assertThat(cause("ship", late)).isEqualTo("cutoff-missed");
    assertThat(cause("set_cutoff", late)).isEqualTo("cutoff-missed");
  }

  @ParameterizedTest
  @CsvSource({
    "ship,               delivering,         posting_on_way_to_city, ozon,           packed",
    "ship,               awaiting_approve,   posting_created,        ozon,           not-approved",
    "ship_async_retry,   awaiting_packaging, posting_created,        ozon,           retry-only",
    "cancel,             delivering,         posting_on_way_to_city, ozon,           no-recall",
    "cancel,             delivering,         posting_on_way_to_city, non_integrated, unknown",
    "set_cutoff,         awaiting_packaging, posting_created,        ozon,           cutoff-others",
    "set_timeslot,       delivering,         posting_on_way_to_city, ozon,           timeslot-none",
    "non_int_delivering, awaiting_deliver,   posting_registered,     3pl_tracking,   carrier-moves",
    "non_int_delivering, delivering,         posting_on_way_to_city, non_integrated, moved-already",
    "non_int_last_mile,  awaiting_deliver,   posting_registered,     non_integrated, not-on-its-way",
    "non_int_delivered,  delivering,         posting_on_way_to_city, non_integrated, last-mile-first",
    "arbitration,        delivering,         posting_on_way_to_city, ozon,           no-dispute",
    "can_create_chat,    delivering,         posting_on_way_to_city, ozon,           chat-closed",
    "invoice_send,       delivering,         posting_on_way_to_city, ozon,           no-invoice",
    "label_download,     delivering,         posting_on_way_to_city, ozon,           label-gone",
    "click_track_number, awaiting_deliver,   posting_registered,     ozon,           no-number-yet",
    "hide_region_and_city, delivering,       posting_on_way_to_city, ozon,           flag-not-set",
  })
  void every_other_absence_has_a_cause_of_its_own(
      String action, String status, String substatus, String integration, String cause) {
    assertThat(cause(action, posting(status, substatus, integration))).isEqualTo(cause);
  }

  @Test
  void what_is_offered_says_what_to_know_before_pressing() {
    assertThat(cause("cancel", ON_HOLD)).isEqualTo("wait-first");
    assertThat(cause("cancel", posting("awaiting_packaging", "posting_created", "ozon", "cancel")))
        .isEqualTo("cancel-counts");
    assertThat(cause("ship", posting("awaiting_packaging", "posting_created", "ozon", "ship")))
        .isEqualTo("offered");
    assertThat(
            cause(
                "set_track_number",
                posting(
                    "awaiting_deliver", "posting_registered", "3pl_tracking", "set_track_number")))
        .isEqualTo("number-now");
  }

  @Test
  void what_ozon_did_not_say_is_unknown_and_told_with_the_likely_reason() {
    var facts =
        new Facts(posting("awaiting_packaging", Posting.AWAITING_PASSPORT, "ozon"), false, NOW);
    assertThat(EXPLAINER.explain(facts))
        .hasSameSizeAs(EXPLAINER.actions().all())
        .allSatisfy(each -> assertThat(each.shown()).isEqualTo(Shown.UNKNOWN));
    var answer = WORDS.answer(EXPLAINER.explain(Explainer.TRACK_NUMBER, facts), facts, Language.EN);
    assertThat(answer.answer())
        .startsWith("Ozon did not say which actions it offers")
        .contains("the buyer has not given the recipient's passport data yet");
  }

  @Test
  void an_action_that_nobody_knows_is_shown_as_it_came() {
    var facts = Facts.of(posting("delivering", "posting_on_way_to_city", "ozon", "fly"), NOW);
    var last = EXPLAINER.explain(facts).getLast();
    assertThat(WORDS.explained(last, facts, Language.RU))
        .extracting(each -> each.action() + ": " + each.name() + ", " + each.shown())
        .isEqualTo("fly: Действие, которое Ozon не описал, offered");
  }

  @Test
  void every_action_that_ozon_is_known_to_offer_is_explained() throws IOException {
    var vocabulary =
        Files.readString(
            Path.of(
                System.getProperty("orderwatch.root"),
                "libs/ozon-seller/src/main/java/io/orderwatch/ozon/Vocabulary.java"));
    var set = Pattern.compile("(?s)ACTIONS =\\s*Set.of\\((.*?)\\);").matcher(vocabulary);
    assertThat(set.find()).isTrue();
    var words = Pattern.compile("\"(\\w+)\"").matcher(set.group(1)).results().map(m -> m.group(1));
    assertThat(EXPLAINER.actions().all().stream().map(Actions.Action::name))
        .containsExactlyInAnyOrderElementsOf(words.toList());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_explanation_can_be_said_in_every_language(Language language) {
    for (var status : List.of("awaiting_packaging", "delivering", "cancelled", "strange")) {
      var facts = Facts.of(posting(status, "", ""), NOW);
      for (var each : EXPLAINER.explain(facts)) {
        var words = WORDS.explained(each, facts, language);
        assertThat(List.of(words.name(), words.why(), words.appears(), words.untilThen()))
            .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{", "}"));
      }
    }
  }

  @Test
  void a_mistake_in_a_table_is_told_with_file_and_line() {
    var actions = EXPLAINER.actions();
    for (var wrong :
        List.of(
            "a | absent | fly | always | here | 2026-10-01 | official",
            "a | absent | * | colour = red | here | 2026-10-01 | official",
            "a | absent | * | status is red | here | 2026-10-01 | official",
            "a | hidden | * | always | here | 2026-10-01 | official",
            "a | absent | * | always | | 2026-10-01 | official",
            "a | absent | * | always | here | October | official",
            "a | absent | * | always | here | 2026-10-01 | perhaps",
            "a | absent | always | here | 2026-10-01 | official")) {
      assertThatThrownBy(() -> Causes.read("causes.table", "# first\n\n" + wrong, actions))
          .isInstanceOf(Sheet.Faulty.class)
          .hasMessageStartingWith("causes.table:3: ");
    }
    assertThatThrownBy(
            () ->
                Causes.read(
                    "causes.table",
                    "a | absent | * | always | here | 2026-10-01 | official",
                    actions))
        .hasMessageContaining("no row fits every action that is offered");
  }
}
