package io.orderwatch.logistics.shipment.edge;

import static io.orderwatch.logistics.shipment.Samples.NOW;
import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.Posting.Cancellation;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentCommand.OpenDispute;
import io.orderwatch.contracts.ShipmentCommand.ReportProgress;
import io.orderwatch.contracts.ShipmentCommand.ResumeDelivery;
import io.orderwatch.contracts.ShipmentCommand.SetShipmentDate;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingGoods;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.disputing.OpeningDispute;
import io.orderwatch.logistics.disputing.ResumingDelivery;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.reporting.ReportingProgress;
import io.orderwatch.logistics.reporting.Step;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
import io.orderwatch.logistics.ticket.Appealing;
import io.orderwatch.logistics.ticket.ReportingStuck;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.ozon.Vocabulary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/shipment-actions.md says what the rules do, for every combination of Ozon's words. */
class ShipmentRulesSpec {

  private static final List<String> STATUSES = List.copyOf(new TreeSet<>(Vocabulary.STATUSES));
  private static final List<String> SUBSTATUSES =
      List.copyOf(new TreeSet<>(Vocabulary.SUBSTATUSES));

  /** With the schema's own slip of the pen. */
  private static final List<String> TYPES =
      Stream.of(Vocabulary.INTEGRATION_TYPES, Vocabulary.INTEGRATION_FLOWS, Set.of("hybryd"))
          .flatMap(Set::stream)
          .distinct()
          .sorted()
          .toList();

  private static final long SKU = 827098843;
  private static final Path FILE = Path.of("../docs/shipment-actions.md");
  private static final Actions ACTIONS = new Actions(CancellingPolicy.PUBLISHED, FourEyes.OFF);

  /**
   * One row; an empty set is any word.
   *
   * @param answer as it is written, without code marks
   */
  private record Row(
      Set<String> statuses,
      Set<String> substatuses,
      Set<String> types,
      String offered,
      String answer,
      String source) {

    boolean fits(Combination it) {
      return any(statuses, it.status)
          && any(substatuses, it.substatus)
          && any(types, it.type)
          && (offered.equals("*") || offered.equals(it.offered ? "yes" : "no"));
    }

    private static boolean any(Set<String> words, String word) {
      return words.isEmpty() || words.contains(word);
    }
  }

  private record Combination(String status, String substatus, String type, boolean offered) {}

  /**
   * What the rules say.
   *
   * @param offer Ozon's word for the action; "" if it has none
   */
  private record Rule(
      String offer, Function<Shipment, Optional<Refusal>> against, boolean support) {

    String answer(Combination it) {
      var refusal = against.apply(new Shipment(posting(it, offer), Map.of()));
      return refusal
          .map(each -> (each.byTicket() ? "ticket " : "refused ") + each.code())
          .orElse(support ? "ticket" : "allowed");
    }
  }

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry(Cancelling.WORD, rule("cancel", new Cancel(REF, "c", 352, "", "anna", ""))),
          Map.entry(
              CancellingGoods.WORD,
              rule(
                  CancellingGoods.OFFER,
                  new Cancel(REF, "c", 352, "broken", "anna", "", List.of(new Goods(SKU, 1))))),
          Map.entry(
              ChangingTracking.WORD,
              rule(
                  ChangingTracking.OFFER,
                  new ChangeTracking(REF, "c", "RB123456785CN", "r", "anna", null))),
          Map.entry(
              ExtendingDelivery.WORD,
              rule(
                  ExtendingDelivery.OFFER,
                  new ExtendDelivery(
                      REF, "c", NOW.plusSeconds(1), NOW.plus(Duration.ofDays(1)), "r", "anna"))),
          Map.entry(
              SettingShipmentDate.WORD,
              rule(SettingShipmentDate.OFFER, new SetShipmentDate(REF, "c", NOW, "r", "anna"))),
          report(Step.SENT),
          report(Step.LAST_MILE),
          report(Step.DELIVERED),
          Map.entry(
              OpeningDispute.WORD,
              rule(OpeningDispute.OFFER, new OpenDispute(REF, "c", "not scanned", "anna"))),
          Map.entry(
              ResumingDelivery.WORD,
              rule(ResumingDelivery.OFFER, new ResumeDelivery(REF, "c", "found", "anna"))),
          Map.entry(Appealing.WORD, new Rule("", Appealing::against, true)),
          Map.entry(
              ReportingStuck.WORD,
              new Rule(
                  "",
                  shipment -> ReportingStuck.against(shipment, CancellingPolicy.PUBLISHED),
                  true)));

  private static Map.Entry<String, Rule> report(Step step) {
    return Map.entry(
        ReportingProgress.WORD + " " + step.word(),
        rule(step.offer(), new ReportProgress(REF, "c", step.word(), "anna", null, null)));
  }

  @Test
  void every_combination_of_ozons_words_is_answered_as_its_first_row_says() throws IOException {
    var wrong = new ArrayList<String>();
    for (var section : sections().entrySet()) {
      var rule = RULES.get(section.getKey());
      for (var it : combinations()) {
        var row = section.getValue().stream().filter(each -> each.fits(it)).findFirst();
        var written = row.map(Row::answer).orElse("nothing");
        if (rule != null && !written.equals(rule.answer(it))) {
          wrong.add(section.getKey() + " " + it + ": " + written + ", but " + rule.answer(it));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_action_has_its_table_and_every_table_its_action() throws IOException {
    assertThat(sections().keySet()).containsExactlyInAnyOrderElementsOf(RULES.keySet());
  }

  @Test
  void every_row_decides_something_and_has_a_source_with_a_date() throws IOException {
    for (var section : sections().entrySet()) {
      var deciding =
          combinations().stream()
              .flatMap(it -> section.getValue().stream().filter(row -> row.fits(it)).limit(1))
              .collect(Collectors.toSet());
      assertThat(deciding)
          .as(section.getKey())
          .containsExactlyInAnyOrderElementsOf(section.getValue());
      assertThat(section.getValue())
          .allSatisfy(row -> assertThat(row.source()).matches(".*[a-z]{4}.*20\\d\\d.*"));
    }
  }

  @Test
  void every_word_in_the_tables_is_ozons_and_everything_that_ozon_offers_is_listed()
      throws IOException {
    for (var rows : sections().values()) {
      for (var row : rows) {
        assertThat(STATUSES).containsAll(row.statuses());
        assertThat(SUBSTATUSES).containsAll(row.substatuses());
        assertThat(TYPES).containsAll(row.types());
      }
    }
    var offers = new TreeMap<String, String>();
    for (var cells : rows("What Ozon may offer")) {
      offers.put(plain(cells.get(0)), plain(cells.get(1)));
    }
    assertThat(offers.keySet()).containsExactlyInAnyOrderElementsOf(Vocabulary.ACTIONS);
    for (var rule : RULES.entrySet()) {
      if (!rule.getValue().offer().isEmpty()) {
        assertThat(offers).containsEntry(rule.getValue().offer(), rule.getKey());
      }
    }
  }

  @Test
  void words_that_nobody_knows_are_answered_too() throws IOException {
    for (var rows : sections().values()) {
      for (var offered : List.of(true, false)) {
        assertThat(rows).anyMatch(row -> row.fits(new Combination("?", "?", "?", offered)));
      }
    }
  }

  private static Rule rule(String offer, ShipmentCommand command) {
    return new Rule(offer, ACTIONS.asked(command, "event", NOW).orElseThrow().against(), false);
  }

  private static Posting posting(Combination it, String offer) {
    return new Posting(
        REF,
        "order",
        1,
        it.status(),
        it.substatus(),
        it.type(),
        it.offered() && !offer.isEmpty() ? List.of(offer) : List.of("can_create_chat"),
        "RB473124829CN",
        NOW,
        NOW,
        NOW,
        List.of(new Posting.Item(SKU, "cup", 2, new Money(BigDecimal.TEN, "CNY"))),
        it.status().startsWith("cancelled") ? new Cancellation(402, "seller", false, true) : null);
  }

  private static List<Combination> combinations() {
    var all = new ArrayList<Combination>();
    for (var status : STATUSES) {
      for (var substatus : SUBSTATUSES) {
        for (var type : TYPES) {
          all.add(new Combination(status, substatus, type, true));
          all.add(new Combination(status, substatus, type, false));
        }
      }
    }
    return all;
  }

  /** The tables by action. */
  private static Map<String, List<Row>> sections() throws IOException {
    var sections = new TreeMap<String, List<Row>>();
    for (var title : titles()) {
      if (!title.startsWith("What ")) {
        sections.put(
            title,
            rows(title).stream()
                .map(
                    cells ->
                        new Row(
                            words(cells.get(0)),
                            words(cells.get(1)),
                            words(cells.get(2)),
                            cells.get(3),
                            plain(cells.get(4)),
                            cells.get(5)))
                .toList());
      }
    }
    return sections;
  }

  private static List<String> titles() throws IOException {
    return Files.readAllLines(FILE).stream()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3).strip())
        .toList();
  }

  /** The cells of the table under a title, without its head. */
  private static List<List<String>> rows(String title) throws IOException {
    return Files.readAllLines(FILE).stream()
        .dropWhile(line -> !line.equals("## " + title))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).toList())
        .toList();
  }

  private static Set<String> words(String cell) {
    return cell.equals("*")
        ? Set.of()
        : new HashSet<>(Arrays.asList(plain(cell).split(",\\s*", -1)));
  }

  private static String plain(String cell) {
    return cell.replace("`", "");
  }
}
