package io.orderwatch.compliance.explainer.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.explainer.Actions;
import io.orderwatch.compliance.explainer.Causes;
import io.orderwatch.compliance.explainer.Explainer;
import io.orderwatch.compliance.explainer.Explainer.Shown;
import io.orderwatch.compliance.explainer.Words;
import io.orderwatch.compliance.explainer.Words.Answer;
import io.orderwatch.compliance.explainer.Words.Explained;
import io.orderwatch.compliance.posting.edge.LatestPostingRow;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.wording.edge.Asked;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.edge.rest.Refuses;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why Ozon offers what it offers on a posting, and why not what it does not. Times are UTC. */
@Path("/api")
@Singleton
@Startup
public class ExplainerApi {

  private static final String UNHEARD = "no such posting was ever heard of";

  private static final String ACTIONS = "explainer/actions.table";
  private static final String CAUSES = "explainer/causes.table";

  /**
   * @param status Ozon's word
   * @param substatus Ozon's word
   * @param integration who delivers, Ozon's tpl_integration_type
   * @param asOf when the posting became as it is shown here
   * @param actionsKnown false if Ozon did not say what it offers
   * @param trackingNumber why there is no field for the tracking number; null if there is one
   * @param actions every action that Ozon may offer
   */
  public record Explanations(
      String store,
      String posting,
      String status,
      String substatus,
      String integration,
      Instant asOf,
      boolean actionsKnown,
      @Nullable Answer trackingNumber,
      List<Explained> actions) {}

  private final ScaledClock clock;
  private final Explainer explainer;
  private final Words words;

  /** A mistake in a table or a text that is missing stops the start. */
  ExplainerApi(ScaledClock clock) {
    this.clock = clock;
    this.explainer = explainer();
    this.words = new Words(TextFiles.texts("explainer")).complete(explainer);
  }

  static Explainer explainer() {
    var actions = Actions.read(ACTIONS, TextFiles.text(ACTIONS));
    return new Explainer(actions, Causes.read(CAUSES, TextFiles.text(CAUSES), actions));
  }

  /** Every action, offered or not: why, what makes it appear, and what to do until then. */
  @GET
  @Path("/postings/{store}/{posting}/actions")
  @Refuses(status = 404, because = UNHEARD)
  public Explanations actions(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("lang") @DefaultValue("zh") @Pattern(regexp = Asked.LANGUAGES) String lang) {
    var known =
        LatestPostingRow.of(new PostingRef(store, posting))
            .orElseThrow(() -> new NotFoundException(UNHEARD));
    var language = Asked.language(lang);
    var facts = Facts.of(known.posting(), clock.now());
    var tracking = explainer.explain(Explainer.TRACK_NUMBER, facts);
    return new Explanations(
        store.value(),
        posting.value(),
        known.posting().status(),
        known.posting().substatus(),
        known.posting().integration(),
        known.changedAt(),
        facts.actionsKnown(),
        tracking.shown() == Shown.OFFERED ? null : words.answer(tracking, facts, language),
        explainer.explain(facts).stream()
            .map(each -> words.explained(each, facts, language))
            .toList());
  }
}
