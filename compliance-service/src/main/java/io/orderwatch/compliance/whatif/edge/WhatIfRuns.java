package io.orderwatch.compliance.whatif.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.health.edge.StoreBooks;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.rules.End;
import io.orderwatch.compliance.rules.RulePacks;
import io.orderwatch.compliance.whatif.Past;
import io.orderwatch.compliance.whatif.Replay.Lived;
import io.orderwatch.compliance.whatif.Response;
import io.orderwatch.compliance.whatif.WhatIf;
import io.orderwatch.compliance.whatif.WhatIf.Compared;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The runs that this process has taken: one goes on at a time, in the background. */
@Singleton
public class WhatIfRuns {

  private static final Logger LOG = Logger.getLogger(WhatIfRuns.class);

  /** The newest of the cases; more than these take minutes and say no more. */
  private static final int MOST_CASES = 200_000;

  private static final int MOST_WAITING = 5;
  private static final int MOST_KEPT = 50;

  public enum State {
    WAITING,
    RUNNING,
    DONE,
    CANCELLED,
    FAILED
  }

  /**
   * @param afterMessage how many messages the buyer had got
   * @param silences of how many cases it was learned
   * @param answered the share of them that had answered after the longest answer seen
   */
  public record Learned(int afterMessage, int silences, double answered) {}

  /**
   * A store's index.
   *
   * @param percent null where no shipment was heard of
   * @param zone of it
   * @param feesRoubles what Ozon takes, in roubles, without fees that are not known
   * @param feesUnknown how many are not
   */
  public record Index(
      @Nullable BigDecimal percent, String zone, BigDecimal feesRoubles, int feesUnknown) {}

  /**
   * @param cases how many of it were lived again
   * @param saved how many more orders are kept, in expectation; fewer if it is negative
   * @param messagesNow how many are sent, in expectation
   * @param messagesThen how many would be
   * @param indexNow its index; null if no posting of the store is known
   * @param indexThen by the given pack; where it counts what Ozon cancels for missing data, the
   *     orders kept are not counted
   */
  public record Store(
      String store,
      int cases,
      double saved,
      double messagesNow,
      double messagesThen,
      @Nullable Index indexNow,
      @Nullable Index indexThen) {}

  /**
   * @param since cases that ended from then on
   * @param cases how many were lived again
   * @param leftOut how many more were not, because they were split or split off
   * @param suppliedInTruth of which the data came
   * @param now what they come to under the present policy, by the same reckoning
   * @param then and under the other
   * @param saved how many more orders are kept, in expectation; fewer if it is negative
   * @param learned how buyers answer, after no message, one and so on
   * @param stores each of which cases were lived again
   * @param assumption what is taken for true without proof
   */
  public record Result(
      Instant since,
      int cases,
      int leftOut,
      int suppliedInTruth,
      Lived now,
      Lived then,
      double saved,
      List<Learned> learned,
      List<Store> stores,
      String assumption) {}

  /**
   * @param id of the run
   * @param state how far it is
   * @param done how many cases were lived again
   * @param of how many; 0 as long as they are read
   * @param result null unless it is done
   * @param failure null unless it has failed
   */
  public record Told(
      String id,
      State state,
      int done,
      int of,
      @Nullable Result result,
      @Nullable String failure) {}

  /** One run; its figures are read while it goes on. */
  final class Run implements Runnable {
    private final String id = UUID.randomUUID().toString();
    private final int days;
    private final String store;
    private final PassportPolicy tried;
    private final RulePacks rules;
    private volatile State state = State.WAITING;
    private volatile int done;
    private volatile int of;
    private volatile @Nullable Result result;
    private volatile @Nullable String failure;

    Run(int days, String store, PassportPolicy tried, RulePacks rules) {
      this.days = days;
      this.store = store;
      this.tried = tried;
      this.rules = rules;
    }

    Told told() {
      return new Told(id, state, done, of, result, failure);
    }

    private boolean goesOn() {
      return state == State.RUNNING;
    }

    private synchronized void cancel() {
      if (state == State.WAITING || state == State.RUNNING) {
        state = State.CANCELLED;
      }
    }

    private synchronized boolean become(State before, State after) {
      var so = state == before;
      state = so ? after : state;
      return so;
    }

    @Override
    public void run() {
      if (!become(State.WAITING, State.RUNNING)) {
        return;
      }
      try {
        result = live();
        become(State.RUNNING, State.DONE);
      } catch (SQLException | RuntimeException e) {
        LOG.warnf("a what-if failed: %s", e.toString());
        failure = e.getClass().getSimpleName();
        become(State.RUNNING, State.FAILED);
      }
    }

    private Result live() throws SQLException {
      var now = clock.now();
      var since = now.minus(Duration.ofDays(days));
      var cases = new ArrayList<Past>();
      var leftOut = read(since, cases);
      of = cases.size();
      var whatIf = new WhatIf(policy, tried, Response.learn(cases));
      var byStore = new TreeMap<>(whatIf.compare(cases, n -> done = n, this::goesOn));
      var all = WhatIf.sum(byStore);
      var stores = new ArrayList<Store>();
      for (var each : byStore.entrySet()) {
        stores.add(store(each.getKey(), each.getValue(), now, rules));
      }
      return new Result(
          since,
          all.cases(),
          leftOut,
          all.supplied(),
          all.now(),
          all.then(),
          all.saved(),
          learned(whatIf.response()),
          stores,
          WhatIf.ASSUMPTION);
    }

    /** On a connection that PostgreSQL lets write nothing. */
    private int read(Instant since, List<Past> cases) throws SQLException {
      try (var connection = database.getConnection()) {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        try {
          var past = new PastCases(connection, store, since);
          cases.addAll(past.read(MOST_CASES, this::goesOn));
          return past.leftOut();
        } finally {
          connection.rollback();
          connection.setReadOnly(false);
          connection.setAutoCommit(true);
        }
      }
    }
  }

  private final DataSource database;
  private final StoreBooks books;
  private final PassportPolicy policy;
  private final ScaledClock clock;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("what-if").factory());
  private final Map<String, Run> runs = new LinkedHashMap<>();

  WhatIfRuns(DataSource database, StoreBooks books, PassportPolicy policy, ScaledClock clock) {
    this.database = database;
    this.books = books;
    this.policy = policy;
    this.clock = clock;
  }

  synchronized Run begin(int days, String store, PassportPolicy tried, RulePacks rules) {
    if (runs.values().stream().filter(each -> each.state == State.WAITING).count()
        >= MOST_WAITING) {
      throw HttpProblem.builder()
          .withTitle("Too many runs")
          .withStatus(429)
          .withDetail("Others are waiting: try again when they have ended.")
          .with("code", "too-many-runs")
          .build();
    }
    var run = new Run(days, store, tried, rules);
    runs.put(run.id, run);
    if (runs.size() > MOST_KEPT) {
      runs.remove(runs.keySet().iterator().next());
    }
    executor.execute(run);
    return run;
  }

  synchronized Optional<Run> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  synchronized void cancel(Run run) {
    if (run.state != State.WAITING && run.state != State.RUNNING) {
      runs.remove(run.id);
    }
    run.cancel();
  }

  void stop(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  private Store store(String store, Compared compared, Instant now, RulePacks rules) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                new Store(
                    store,
                    compared.cases(),
                    compared.saved(),
                    compared.now().messages(),
                    compared.then().messages(),
                    books.health(store, now).map(health -> index(health, 0)).orElse(null),
                    books
                        .health(store, now, rules)
                        .map(health -> index(health, compared.saved()))
                        .orElse(null)));
  }

  /**
   * @param saved how many orders fewer Ozon cancels for missing data
   */
  private static Index index(StoreHealth health, double saved) {
    var index = health.index(Reading.ALL);
    var fewer = health.pack().counts(End.PASSPORT) ? (int) Math.round(saved) : 0;
    var then = index.after(Math.max(-fewer, -index.faults()), Reading.ALL);
    var fees = health.fees();
    return new Index(
        then.percent().orElse(null),
        then.zone(health.pack()).name(),
        fees.roubles(),
        fees.unknown());
  }

  private static List<Learned> learned(Response response) {
    var learned = new ArrayList<Learned>();
    for (var n = 0; n < response.curves().size(); n++) {
      var curve = response.curves().get(n);
      var last = curve.still().lastEntry();
      learned.add(new Learned(n, curve.silences(), last == null ? 0 : 1 - last.getValue()));
    }
    return learned;
  }
}
