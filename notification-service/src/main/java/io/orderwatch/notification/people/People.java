package io.orderwatch.notification.people;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The seller's own people: how they are reached, and what each store wants. Written as properties:
 *
 * <pre>
 * channel.duty = webhook
 * channel.duty.url = https://example.org/hook
 * channel.duty.secret = …
 * channel.boss = mail
 * channel.boss.to = boss@example.org
 * store.1001.routes = duty; boss
 * store.1001.language = ZH
 * store.1001.zone = Asia/Shanghai
 * store.1001.quiet = 22:00-08:00
 * store.1001.digest = 09:00
 * </pre>
 *
 * A semicolon parts the levels, a comma the channels of one. What is said of the store {@code *}
 * holds where a store says nothing.
 */
public record People(Map<String, Channel> channels, Map<String, Store> stores) {

  /** How a channel is spoken to. */
  public enum Means {
    MAIL,
    WEBHOOK,
    TELEGRAM,
    DINGTALK,
    FEISHU,
    WECOM
  }

  /**
   * @param url empty for mail; for Telegram its bot API if it is another than Telegram's own
   * @param to whom: an address, or Telegram's chat_id
   * @param secret what messages are signed with, or Telegram's token; empty for none
   */
  public record Channel(String name, Means means, String url, String to, String secret) {
    @Override
    public String toString() {
      return name + " (" + means + ")";
    }
  }

  /**
   * @param routes the channels of each level
   * @param digest when the morning's digest is written, local time; empty for none
   */
  public record Store(
      Language language,
      ZoneId zone,
      List<List<String>> routes,
      Alerting.Policy policy,
      Optional<LocalTime> digest) {}

  public static final People NOBODY = new People(Map.of(), Map.of());

  private static final String REST = "*";
  private static final Pattern CHANNEL =
      Pattern.compile("channel\\.([a-z0-9-]{1,40})(?:\\.(url|to|secret))?");
  private static final Pattern STORE =
      Pattern.compile(
          "store\\.([0-9]{1,20}|\\*)\\.(routes|language|zone|quiet|window|lead|patience|digest)");

  public People {
    channels = Map.copyOf(channels);
    stores = Map.copyOf(stores);
  }

  /**
   * @throws IllegalArgumentException if a property is not one of those above, or a route leads
   *     nowhere
   */
  public static People of(Map<String, String> written) {
    var channels = new TreeSet<String>();
    var stores = new TreeSet<String>();
    for (var name : written.keySet()) {
      var channel = CHANNEL.matcher(name);
      var store = STORE.matcher(name);
      if (channel.matches()) {
        channels.add(channel.group(1));
      } else if (store.matches()) {
        stores.add(store.group(1));
      } else {
        throw new IllegalArgumentException("nobody knows what " + name + " means");
      }
    }
    var known = new TreeMap<String, Channel>();
    channels.forEach(name -> known.put(name, channel(name, written)));
    var wanted = new TreeMap<String, Store>();
    stores.forEach(name -> wanted.put(name, store(name, written, known.keySet())));
    return new People(known, wanted);
  }

  private static Channel channel(String name, Map<String, String> written) {
    var key = "channel." + name;
    var means = read(written, key, text -> Means.valueOf(text.toUpperCase(Locale.ROOT)));
    if (means.isEmpty()) {
      throw new IllegalArgumentException(
          key + " must say one of " + Arrays.toString(Means.values()));
    }
    var channel =
        new Channel(
            name,
            means.get(),
            written.getOrDefault(key + ".url", "").strip(),
            written.getOrDefault(key + ".to", "").strip(),
            written.getOrDefault(key + ".secret", "").strip());
    var missing =
        switch (channel.means()) {
          case MAIL -> channel.to().isEmpty() ? "to" : "";
          case TELEGRAM ->
              channel.to().isEmpty() ? "to" : channel.secret().isEmpty() ? "secret" : "";
          case WEBHOOK ->
              channel.url().isEmpty() ? "url" : channel.secret().isEmpty() ? "secret" : "";
          case DINGTALK, FEISHU, WECOM -> channel.url().isEmpty() ? "url" : "";
        };
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(key + " needs " + missing);
    }
    return channel;
  }

  private static Store store(String name, Map<String, String> written, Set<String> channels) {
    Function<String, String> key =
        what -> {
          var own = "store." + name + "." + what;
          return written.containsKey(own) ? own : "store." + REST + "." + what;
        };
    var zone = read(written, key.apply("zone"), ZoneId::of).orElse(ZoneId.of("UTC"));
    var routes = read(written, key.apply("routes"), People::routes).orElse(List.of());
    for (var channel : routes.stream().flatMap(List::stream).toList()) {
      if (!channels.contains(channel)) {
        throw new IllegalArgumentException("store " + name + ": there is no channel " + channel);
      }
    }
    var policy =
        new Alerting.Policy(
            positive(written, key.apply("window"), Duration.ofMinutes(10)),
            positive(written, key.apply("lead"), Duration.ofHours(2)),
            positive(written, key.apply("patience"), Duration.ofMinutes(30)),
            read(written, key.apply("quiet"), text -> quiet(text, zone)).orElse(Quiet.never(zone)),
            routes.size());
    return new Store(
        read(
                written,
                key.apply("language"),
                text -> Language.valueOf(text.toUpperCase(Locale.ROOT)))
            .orElse(Language.EN),
        zone,
        routes,
        policy,
        read(written, key.apply("digest"), LocalTime::parse));
  }

  private static List<List<String>> routes(String text) {
    return Arrays.stream(text.split(";"))
        .map(level -> words(level))
        .filter(level -> !level.isEmpty())
        .toList();
  }

  private static List<String> words(String level) {
    return Arrays.stream(level.split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .distinct()
        .toList();
  }

  private static Quiet quiet(String text, ZoneId zone) {
    var ends = text.split("-", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException("22:00-08:00");
    }
    return new Quiet(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()), zone);
  }

  private static Duration positive(Map<String, String> written, String key, Duration usual) {
    var read = read(written, key, Duration::parse).orElse(usual);
    if (read.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(key + " must be at least PT1S");
    }
    return read;
  }

  private static <T> Optional<T> read(
      Map<String, String> written, String key, Function<String, T> read) {
    var text = written.getOrDefault(key, "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read.apply(text));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(key + " cannot be read", e);
    }
  }

  /** What a store wants: its own, or what is said of all; empty if nothing is. */
  public Optional<Store> of(String store) {
    return Optional.ofNullable(stores.getOrDefault(store, stores.get(REST)));
  }

  /** The channels of a level, 1 for the first; none beyond the last. */
  public List<Channel> at(Store store, int level) {
    return level < 1 || level > store.routes().size()
        ? List.of()
        : store.routes().get(level - 1).stream().map(channels::get).toList();
  }
}
