package io.orderwatch.ingest.chat.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.ChatEvent.Side;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.chat.KnownChat.Said;
import io.orderwatch.ingest.chat.KnownChat.Seen;
import io.orderwatch.ingest.polling.Oddity;
import io.orderwatch.ingest.polling.edge.Bounds;
import io.orderwatch.ingest.polling.edge.Ended;
import io.orderwatch.ingest.polling.edge.Paging;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.ingest.polling.edge.Unreadable;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.ozon.ChatLine;
import io.orderwatch.ozon.OzonChat;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store's chats with buyers: the list of the open ones, then the messages of those in which
 * somebody wrote, and of those whose buyer had not read what the seller wrote, for the list does
 * not show that. One that is open no more is looked for among the closed. A chat in which nothing
 * is new is not told.
 */
@Singleton
public class ChatReading implements StoreReading {

  public static final String NAME = "chats";

  /** Most chats have fewer messages; what is older is read as long as it is new to us. */
  private static final int LINES = 50;

  /** Of those in which nothing is new but perhaps a mark, a tenth: pushes tell the marks faster. */
  private static final int NEWS_TO_UNREAD = 10;

  /** So many pages of a chat or of closed chats are read in one round. */
  private static final int MOST_PAGES = 20;

  /**
   * How a chat stands with us.
   *
   * @param unread whether the buyer has not read the seller's last message
   */
  private record Row(boolean open, String lastMessage, boolean unread, @Nullable Instant ownAt) {}

  private final Mailbox mailbox;
  private final Polls polls;
  private final Unreadable unreadable;
  private final ScaledClock clock;
  private final Bounds bounds;
  private final DataSource database;
  private final ChatSettings settings;

  /** Where the next round goes on looking after what is unread, by store. */
  private final Map<StoreId, String> looked = new ConcurrentHashMap<>();

  public ChatReading(
      Mailbox mailbox,
      Polls polls,
      Unreadable unreadable,
      ScaledClock clock,
      Bounds bounds,
      DataSource database,
      ChatSettings settings) {
    this.mailbox = mailbox;
    this.polls = polls;
    this.unreadable = unreadable;
    this.clock = clock;
    this.bounds = bounds;
    this.database = database;
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public Ended read(OzonSeller ozon, Lease lease, Pause pause)
      throws SQLException, InterruptedException {
    var start = now();
    var pages = new Paging(ozon, mailbox.tracing(), clock, bounds, pause);
    var listed = new HashMap<String, OzonChat>();
    var ended = list(ozon, pages, "Opened", MOST_PAGES * MOST_PAGES, listed);
    if (ended.complete()) {
      var known = known(ozon.store(), listed);
      ended = closed(ozon, pages, known, listed, lease);
      ended = ended.and(changed(ozon, pages, known, listed, start, lease));
    }
    var poll = new Poll(ended.complete() ? start : null, now(), ended.outcome(), pages.odd());
    polls.ended(ozon.store(), NAME, poll, lease);
    return ended;
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** Chats with buyers in this status, the first pages of them. */
  private Ended list(
      OzonSeller ozon, Paging pages, String status, int most, Map<String, OzonChat> listed)
      throws SQLException, InterruptedException {
    var page = new int[] {0};
    return pages.<OzonChat>read(
        "poll-chats",
        cursor -> ozon.chats(status, cursor).map(read -> ++page[0] < most ? read : last(read)),
        (read, askedAt) -> {
          read.items().stream()
              .filter(OzonChat::withBuyer)
              .forEach(chat -> listed.put(chat.id(), chat));
          return odd(ozon.store(), read, "chat_id", askedAt);
        });
  }

  private static <T> Page<T> last(Page<T> page) {
    return new Page<>(page.items(), page.cursor(), false, page.unreadable());
  }

  /** Those that were open when last shown and are not listed as such any more. */
  private Ended closed(
      OzonSeller ozon,
      Paging pages,
      Map<String, Row> known,
      Map<String, OzonChat> listed,
      Lease lease)
      throws SQLException, InterruptedException {
    var vanished = new ArrayList<String>();
    known.forEach(
        (chat, row) -> {
          if (row.open() && !listed.containsKey(chat)) {
            vanished.add(chat);
          }
        });
    if (vanished.isEmpty()) {
      return Ended.COMPLETE;
    }
    var closed = new HashMap<String, OzonChat>();
    var ended = list(ozon, pages, "Closed", MOST_PAGES, closed);
    closed.keySet().retainAll(vanished);
    for (var chat : closed.values()) {
      var row = known.get(chat.id());
      ended =
          ended.and(
              row != null && row.lastMessage().equals(chat.lastMessage())
                  ? told(ozon.store(), chat, List.of(), now(), lease)
                  : history(ozon, pages, chat, row, lease));
    }
    return ended;
  }

  /** Those that are new or say something new, then some of those that wait to be read. */
  private Ended changed(
      OzonSeller ozon,
      Paging pages,
      Map<String, Row> known,
      Map<String, OzonChat> listed,
      Instant now,
      Lease lease)
      throws SQLException, InterruptedException {
    var due = new ArrayList<OzonChat>();
    var unread = new TreeMap<String, OzonChat>();
    for (var chat : listed.values()) {
      var row = known.get(chat.id());
      if (row == null || !row.open() || !row.lastMessage().equals(chat.lastMessage())) {
        due.add(chat);
      } else if (watched(row, now)) {
        unread.put(chat.id(), chat);
      }
    }
    var some = new ArrayList<>(due.subList(0, Math.min(due.size(), settings.most())));
    some.addAll(next(ozon.store(), unread, Math.max(1, settings.most() / NEWS_TO_UNREAD)));
    var ended = Ended.COMPLETE;
    for (var chat : some) {
      ended = ended.and(history(ozon, pages, chat, known.get(chat.id()), lease));
      if (!ended.hold().isZero() || ended.outcome().equals("unavailable")) {
        return ended;
      }
    }
    return ended;
  }

  private boolean watched(Row row, Instant now) {
    return row.unread() && row.ownAt() != null && row.ownAt().isAfter(now.minus(settings.watch()));
  }

  /** The next ones in the order of their ids, beginning anew after the last. */
  private List<OzonChat> next(StoreId store, NavigableMap<String, OzonChat> unread, int most) {
    var from = looked.getOrDefault(store, "");
    var some = new ArrayList<>(unread.tailMap(from, false).values());
    some.addAll(unread.headMap(from, true).values());
    var next = some.subList(0, Math.min(most, some.size()));
    if (!next.isEmpty()) {
      looked.put(store, next.getLast().id());
    }
    return next;
  }

  /** What is not told yet of a chat, and how far the newest messages were read. */
  private Ended history(
      OzonSeller ozon, Paging pages, OzonChat chat, @Nullable Row row, Lease lease)
      throws SQLException, InterruptedException {
    var since = now().minus(settings.lookBack());
    var lines = new ArrayList<ChatLine>();
    var asked = now();
    var page = new int[] {0};
    var ended =
        pages.<ChatLine>read(
            "poll-chat",
            cursor ->
                ozon.lines(chat.id(), LINES, cursor)
                    .map(
                        read ->
                            ++page[0] < MOST_PAGES && gap(read, row, since) ? read : last(read)),
            (read, askedAt) -> {
              lines.addAll(read.items());
              return odd(ozon.store(), read, "message_id", askedAt);
            });
    return ended.complete() ? told(ozon.store(), chat, lines, asked, lease) : ended;
  }

  /** Whether something that is not told yet may lie before this page. */
  private static boolean gap(Page<ChatLine> page, @Nullable Row row, Instant since) {
    if (page.items().isEmpty()) {
      return false;
    }
    var oldest = page.items().getLast();
    return row == null
        ? oldest.writtenAt().isAfter(since)
        : ChatLine.compare(oldest.id(), row.lastMessage()) > 0;
  }

  /**
   * Reads one chat that a push hints at. What was written before its newest messages, if that is
   * new too, is left to the next round.
   */
  public Reply<?> reread(OzonSeller ozon, ChatRef chat) throws SQLException, InterruptedException {
    return bounds.page(
        ozon.store(),
        () -> {
          try (var step = mailbox.tracing().asked("reread-chat", ozon.store().value())) {
            var askedAt = now();
            var reply = ozon.lines(chat.chat(), LINES, "");
            step.outcome(Ended.word(reply));
            if (reply instanceof Reply.Ok<Page<ChatLine>>(var page)) {
              odd(ozon.store(), page, "message_id", askedAt);
              var row = rows(chat.store(), List.of(chat.chat())).get(chat.chat());
              if (!page.items().isEmpty()
                  && !(page.hasNext() && gap(page, row, askedAt.minus(settings.lookBack())))) {
                tell(seen(chat, null, null, page.items(), askedAt), askedAt, Optional.empty());
              }
            }
            return reply;
          }
        });
  }

  private Ended told(
      StoreId store, OzonChat chat, List<ChatLine> lines, Instant askedAt, Lease lease)
      throws SQLException {
    var open =
        switch (chat.status()) {
          case "opened" -> Boolean.TRUE;
          case "closed" -> Boolean.FALSE;
          default -> null;
        };
    tell(
        seen(new ChatRef(store, chat.id()), chat.createdAt(), open, lines, askedAt),
        askedAt,
        Optional.of(lease));
    return Ended.COMPLETE;
  }

  private Seen seen(
      ChatRef chat,
      @Nullable Instant createdAt,
      @Nullable Boolean open,
      List<ChatLine> lines,
      Instant askedAt) {
    var order = lines.stream().map(ChatLine::orderNumber).filter(each -> !each.isEmpty());
    return new Seen(
        chat,
        order.findFirst().orElse(""),
        createdAt,
        open,
        lines.stream().map(ChatReading::said).distinct().toList(),
        askedAt.minus(settings.lookBack()));
  }

  private static Said said(ChatLine line) {
    var side =
        switch (line.author()) {
          case CUSTOMER -> Side.BUYER;
          case SELLER -> Side.SELLER;
          case OTHER -> Side.SUPPORT;
        };
    return new Said(
        line.id(), side, line.writtenAt(), line.hasText(), line.hasFile(), line.isRead());
  }

  private void tell(Seen seen, Instant askedAt, Optional<Lease> lease) throws SQLException {
    var input = new Input(seen.ref().key(), "read@" + askedAt, askedAt, seen);
    bounds.connection(() -> mailbox.tell(ChatFeature.NAME, List.of(input), lease));
  }

  private List<Oddity> odd(StoreId store, Page<?> page, String number, Instant askedAt) {
    var odd = Oddity.of(page, number);
    unreadable.note(store, odd, askedAt);
    return odd;
  }

  /** How those that are listed stand with us, and those that were open when last shown. */
  private Map<String, Row> known(StoreId store, Map<String, OzonChat> listed) throws SQLException {
    return bounds.connection(() -> rows(store, List.copyOf(listed.keySet()), true));
  }

  private Map<String, Row> rows(StoreId store, List<String> chats) throws SQLException {
    return bounds.connection(() -> rows(store, chats, false));
  }

  private Map<String, Row> rows(StoreId store, List<String> chats, boolean andOpen)
      throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select split_part(key, ':', 2), open, last_message, own_last <> read_by_buyer, own_last_at
                  from known_chat where key = any(?) or (? and store = ? and open)""")) {
      var keys = chats.stream().map(chat -> store.value() + ":" + chat).toArray();
      select.setArray(1, connection.createArrayOf("text", keys));
      select.setBoolean(2, andOpen);
      select.setString(3, store.value());
      try (var found = select.executeQuery()) {
        var rows = new HashMap<String, Row>();
        while (found.next()) {
          var ownAt = found.getTimestamp(5);
          rows.put(
              found.getString(1),
              new Row(
                  found.getBoolean(2),
                  found.getString(3),
                  found.getBoolean(4),
                  ownAt == null ? null : ownAt.toInstant()));
        }
        return rows;
      }
    }
  }
}
