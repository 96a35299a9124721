package io.orderwatch.ozon.edge;

import static java.util.stream.Collectors.joining;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.Store;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The text of {@code stores.yaml}. Each mistake is named by its line and key and never by what
 * stands there, for that may be a secret in the wrong place; the rest of the file counts.
 */
public final class StoresFile {

  /** Where a secret is found. */
  public sealed interface Source {
    record Env(String name) implements Source {}

    /**
     * @param path may be relative to the file's own folder
     */
    record InFile(String path) implements Source {}
  }

  /**
   * A secret's place, and where that is written.
   *
   * @param line 1 for the first
   */
  public record Place(int line, String key, Source source) {}

  /**
   * One store.
   *
   * @param mode null if nothing is said
   * @param pushSecret null if it has none of its own
   */
  public record Entry(
      StoreId id,
      String name,
      Store.@Nullable Mode mode,
      ZoneId timeZone,
      String language,
      Store.Policy policy,
      Place key,
      @Nullable Place pushSecret) {}

  /**
   * @param line 1 for the first; 0 if it is about the file
   * @param key for example {@code stores[2].mode}; "" if it is about the file
   */
  public record Mistake(int line, String key, String what) {
    @Override
    public String toString() {
      return (line == 0 ? "" : "line " + line + ": ") + (key.isEmpty() ? "" : key + ": ") + what;
    }
  }

  /**
   * @param named the stores that are named, with those whose entry cannot be used
   */
  public record Read(List<Entry> entries, Set<StoreId> named, List<Mistake> mistakes) {
    public Read {
      entries = List.copyOf(entries);
      named = Set.copyOf(named);
      mistakes = List.copyOf(mistakes);
    }
  }

  /** The file is no YAML, or no list of stores; nothing of it counts. */
  public static final class Unreadable extends Exception {
    private final Mistake mistake;

    Unreadable(int line, String what) {
      super(new Mistake(line, "", what).toString());
      this.mistake = new Mistake(line, "", what);
    }

    public Mistake mistake() {
      return mistake;
    }
  }

  private static final int LARGEST = 8 << 20;
  private static final double MOST_CALLS = 50;
  private static final Set<String> OF_THE_FILE = new TreeSet<>(Set.of("stores"));
  private static final Set<String> OF_A_STORE =
      new TreeSet<>(
          Set.of(
              "id", "client-id", "key", "push-secret", "time-zone", "language", "mode", "policy"));
  private static final Set<String> OF_A_POLICY =
      new TreeSet<>(Set.of("calls-per-second", "poll-every", "poll-waiting-every"));
  private static final Set<String> OF_A_SECRET = new TreeSet<>(Set.of("env", "file"));

  private final List<Mistake> mistakes = new ArrayList<>();
  private final Set<StoreId> named = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  private StoresFile() {}

  /**
   * @throws Unreadable if nothing of it counts; its message quotes nothing of the text
   */
  public static Read read(String text) throws Unreadable {
    var file = new StoresFile();
    var entries = new ArrayList<Entry>();
    var place = 0;
    for (var each : file.stores(compose(text))) {
      var entry = file.entry(each, "stores[" + ++place + "]");
      if (entry != null) {
        entries.add(entry);
      }
    }
    return new Read(entries, file.named, file.mistakes);
  }

  /** Only nodes are made, nothing is constructed. The parser's message would quote the text. */
  private static @Nullable Node compose(String text) throws Unreadable {
    var options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(8);
    try {
      return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw new Unreadable(mark == null ? 0 : mark.getLine() + 1, "this is no YAML");
    } catch (YAMLException e) {
      throw new Unreadable(0, "this is no YAML");
    }
  }

  private List<Node> stores(@Nullable Node root) throws Unreadable {
    if (root == null) {
      return List.of();
    }
    if (!(root instanceof MappingNode)) {
      throw new Unreadable(line(root), "the file begins with stores:");
    }
    var stores = fields(root, "", OF_THE_FILE).get("stores");
    if (stores == null || isEmpty(stores)) {
      return List.of();
    }
    if (!(stores instanceof SequenceNode list)) {
      throw new Unreadable(line(stores), "stores is a list");
    }
    return list.getValue();
  }

  private @Nullable Entry entry(Node node, String at) {
    var fields = fields(node, at, OF_A_STORE);
    var id =
        text(fields, at, "client-id", StoreId::new, "a Client-Id is written in up to 20 digits");
    if (id == null) {
      if (!fields.containsKey("client-id")) {
        wrong(node, at, "client-id is missing");
      }
      return null;
    }
    if (!named.add(id)) {
      wrong(node, at + ".client-id", "this store stands further up already; the first one counts");
      return null;
    }
    var key = secret(fields, at, "key");
    if (key == null) {
      if (!fields.containsKey("key")) {
        wrong(node, at, "key is missing");
      }
      return null;
    }
    return new Entry(
        id,
        name(fields, at, id),
        mode(fields, at),
        or(
            text(fields, at, "time-zone", ZoneId::of, "an IANA name such as Asia/Shanghai"),
            ZoneOffset.UTC),
        or(
            text(fields, at, "language", text -> oneOf(text, "en", "ru", "zh"), "en, ru or zh"),
            "en"),
        policy(fields, at),
        key,
        secret(fields, at, "push-secret"));
  }

  private String name(Map<String, Node> fields, String at, StoreId id) {
    var name =
        text(
            fields,
            at,
            "id",
            text -> matching(text, "[A-Za-z0-9][A-Za-z0-9._-]{0,39}"),
            "up to 40 letters, digits, points, hyphens and underscores");
    if (name != null && !names.add(name)) {
      wrong(fields.get("id"), at + ".id", "another store is called this");
      return id.value();
    }
    return or(name, id.value());
  }

  /** What cannot be read sends nothing. */
  private Store.@Nullable Mode mode(Map<String, Node> fields, String at) {
    if (!fields.containsKey("mode")) {
      return null;
    }
    var mode =
        text(
            fields,
            at,
            "mode",
            text -> Store.Mode.valueOf(oneOf(text, "live", "shadow").toUpperCase(Locale.ROOT)),
            "live or shadow; until then it is in shadow");
    return or(mode, Store.Mode.SHADOW);
  }

  private Store.Policy policy(Map<String, Node> fields, String at) {
    var node = fields.get("policy");
    if (node == null || isEmpty(node)) {
      return Store.Policy.USUAL;
    }
    var inside = at + ".policy";
    var given = fields(node, inside, OF_A_POLICY);
    return new Store.Policy(
        text(given, inside, "calls-per-second", StoresFile::calls, "a number from 0.1 to 50"),
        text(given, inside, "poll-every", StoresFile::interval, "a duration such as PT45S"),
        text(
            given, inside, "poll-waiting-every", StoresFile::interval, "a duration such as PT20S"));
  }

  private static double calls(String text) {
    var calls = Double.parseDouble(text);
    if (!(calls >= 0.1 && calls <= MOST_CALLS)) {
      throw new IllegalArgumentException("out of range");
    }
    return calls;
  }

  private static Duration interval(String text) {
    var every = Duration.parse(text);
    if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return every;
  }

  /** Null if there is none, or it is a mistake, which is noted. */
  private @Nullable Place secret(Map<String, Node> fields, String at, String field) {
    var node = fields.get(field);
    if (node == null || isEmpty(node)) {
      if (node != null) {
        wrong(node, at + "." + field, "env: or file: says where it is found");
      }
      return null;
    }
    if (!(node instanceof MappingNode)) {
      wrong(node, at + "." + field, "env: or file: says where it is found; it never stands here");
      return null;
    }
    var inside = at + "." + field;
    var given = fields(node, inside, OF_A_SECRET);
    var env =
        text(given, inside, "env", text -> matching(text, "[A-Za-z_][A-Za-z0-9_]*"), "a name");
    var file = text(given, inside, "file", text -> matching(text, "(?s).+"), "a path");
    if ((env == null) == (file == null)) {
      wrong(node, inside, "either env: or file: says where it is found");
      return null;
    }
    var source = env == null ? new Source.InFile(or(file, "")) : new Source.Env(env);
    return new Place(line(node), inside, source);
  }

  /** Null if there is none, or it is a mistake, which is noted. */
  private <T> @Nullable T text(
      Map<String, Node> fields, String at, String field, Function<String, T> read, String rule) {
    var node = fields.get(field);
    if (node == null) {
      return null;
    }
    try {
      if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
        return read.apply(scalar.getValue().strip());
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // its message quotes what stands there
    }
    wrong(node, at + "." + field, rule);
    return null;
  }

  private Map<String, Node> fields(Node node, String at, Set<String> known) {
    var fields = new LinkedHashMap<String, Node>();
    if (!(node instanceof MappingNode mapping)) {
      wrong(node, at, "here stand " + known.stream().collect(joining(", ")));
      return fields;
    }
    for (var each : mapping.getValue()) {
      var name = each.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.contains(name)) {
        wrong(each.getKeyNode(), at, "here may stand " + known.stream().collect(joining(", ")));
      } else if (fields.putIfAbsent(name, each.getValueNode()) != null) {
        wrong(each.getKeyNode(), at.isEmpty() ? name : at + "." + name, "stands here twice");
      }
    }
    return fields;
  }

  private void wrong(@Nullable Node node, String key, String what) {
    mistakes.add(new Mistake(node == null ? 0 : line(node), key, what));
  }

  private static String oneOf(String text, String... words) {
    if (!List.of(words).contains(text)) {
      throw new IllegalArgumentException("none of the words");
    }
    return text;
  }

  private static String matching(String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException("another form");
    }
    return text;
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
