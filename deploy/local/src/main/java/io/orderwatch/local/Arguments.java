package io.orderwatch.local;

import io.orderwatch.contracts.StoreId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was asked for on the command line. */
public sealed interface Arguments {

  int DEFAULT_PORT = 8080;

  record Help() implements Arguments {}

  /**
   * Not understood.
   *
   * @param line what is wrong and what to do
   */
  record Mistake(String line) implements Arguments {}

  /** Print a topic's events until stopped. */
  record Tail(int port, String topic) implements Arguments {}

  /**
   * Tell what keeps a set from working here.
   *
   * @param ozon simulated if no store is asked about
   * @param url Ozon's address, or what stands in its place
   * @param json for programs
   */
  record Doctor(Ports ports, Ozon ozon, String url, boolean json, boolean plain)
      implements Arguments {}

  /** Ask for something to be done with a posting. */
  record Ask(int port, String ref, Wish wish) implements Arguments {}

  /**
   * Start the set.
   *
   * @param data where {@code --keep} keeps its data; empty: the usual place
   */
  record Run(
      double speed,
      Ports ports,
      boolean keep,
      Optional<String> data,
      Optional<Long> seconds,
      Ozon ozon,
      boolean containers,
      boolean plain)
      implements Arguments {}

  /**
   * Reads the command line.
   *
   * @param environment for {@code OZON_API_KEY} and {@code ORDERWATCH_OZON_URL}
   */
  static Arguments parse(List<String> words, Map<String, String> environment) {
    try {
      var reading = new Reading(new ArrayDeque<>(words));
      return reading.read(environment);
    } catch (IllegalArgumentException e) {
      return new Mistake(e.getMessage() + " (./run --help shows what there is)");
    }
  }

  /** The words, one after the other. */
  final class Reading {
    private static final Set<String> OF_THE_DOCTOR =
        Set.of("doctor", "--ozon", "--port", "--plain", "--json");

    private final Deque<String> words;
    private double speed = 480;
    private boolean speedGiven;
    private int port = DEFAULT_PORT;
    private boolean keep;
    private boolean send;
    private boolean plain;
    private boolean containers;
    private boolean help;
    private boolean doctor;
    private boolean json;
    private final Set<String> given = new LinkedHashSet<>();
    private Optional<String> data = Optional.empty();
    private Optional<Long> seconds = Optional.empty();
    private Optional<String> clientId = Optional.empty();
    private Optional<String> tail = Optional.empty();
    private Optional<String> ref = Optional.empty();
    private Optional<Wish> wish = Optional.empty();

    private Reading(Deque<String> words) {
      this.words = words;
    }

    private Arguments read(Map<String, String> environment) {
      while (!words.isEmpty()) {
        var word = words.pop();
        given.add(word);
        take(word);
      }
      if (help) {
        return new Help();
      }
      if (doctor) {
        given.removeAll(OF_THE_DOCTOR);
        if (!given.isEmpty()) {
          throw new IllegalArgumentException(given.iterator().next() + " does not go with doctor");
        }
        return new Doctor(new Ports(port), ozon(environment), url(environment), json, plain);
      }
      if (json) {
        throw new IllegalArgumentException("--json goes with doctor");
      }
      if (tail.isPresent()) {
        return new Tail(port, tail.get());
      }
      if (ref.isPresent() && wish.isPresent()) {
        return new Ask(port, ref.get(), wish.get());
      }
      if (data.isPresent() && !keep) {
        throw new IllegalArgumentException("--data goes with --keep");
      }
      if (keep && containers) {
        throw new IllegalArgumentException(
            "--keep does not go with --containers: their data goes with them");
      }
      var ozon = ozon(environment);
      var real = ozon instanceof Ozon.Real;
      return new Run(
          real ? 1 : speed, new Ports(port), keep, data, seconds, ozon, containers, plain);
    }

    private void take(String word) {
      switch (word) {
        case "--speed" -> {
          speed = number(word, 1, 100_000);
          speedGiven = true;
        }
        case "--port" -> port = (int) whole(word, 1, 65_535);
        case "--keep" -> keep = true;
        case "--data" -> data = Optional.of(value(word));
        case "--seconds" -> seconds = Optional.of(whole(word, 1, 1_000_000_000));
        case "--ozon" -> clientId = Optional.of(value(word));
        case "--send" -> send = true;
        case "--plain" -> plain = true;
        case "--containers" -> containers = true;
        case "--json" -> json = true;
        case "doctor" -> doctor = true;
        case "--help", "-h", "help" -> help = true;
        case "tail" -> tail = Optional.of(value(word));
        case "cancel" -> ask(value(word), new Wish.Cancel());
        case "track" -> ask(value(word), new Wish.Track(value(word)));
        case "extend" -> ask(value(word), new Wish.Extend((int) whole(word, 1, 365)));
        default -> throw new IllegalArgumentException("there is no " + word);
      }
    }

    private void ask(String posting, Wish wanted) {
      ref = Optional.of(posting);
      wish = Optional.of(wanted);
    }

    private Ozon ozon(Map<String, String> environment) {
      if (clientId.isEmpty()) {
        if (send) {
          throw new IllegalArgumentException("--send goes with --ozon");
        }
        return new Ozon.Simulated("living");
      }
      if (speedGiven) {
        throw new IllegalArgumentException("--speed does not go with --ozon: Ozon's time is real");
      }
      var key = environment.getOrDefault("OZON_API_KEY", "");
      if (key.isBlank()) {
        throw new IllegalArgumentException("--ozon needs the store's key in OZON_API_KEY");
      }
      if (!key.matches("[!-~]+")) {
        throw new IllegalArgumentException(
            "OZON_API_KEY holds characters that no key has: copy it again, without spaces");
      }
      if (StoreId.of(clientId.get()).isEmpty()) {
        throw new IllegalArgumentException("--ozon takes a Client-Id, which is digits only");
      }
      return new Ozon.Real(url(environment), clientId.get(), key, send);
    }

    /** Calls have their whole path; one in the address would be lost. */
    private static String url(Map<String, String> environment) {
      var text = environment.getOrDefault("ORDERWATCH_OZON_URL", "").strip();
      if (text.isEmpty()) {
        return Ozon.Real.AT_OZON;
      }
      if (text.matches("https?://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+])(:[0-9]{1,5})?/?")) {
        return text;
      }
      throw new IllegalArgumentException(
          "ORDERWATCH_OZON_URL takes http(s)://host:port, not " + text);
    }

    private String value(String option) {
      if (words.isEmpty()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return words.pop();
    }

    private long whole(String option, long least, long most) {
      var value = number(option, least, most);
      if (value != Math.rint(value)) {
        throw new IllegalArgumentException(option + " takes a whole number");
      }
      return (long) value;
    }

    private double number(String option, long least, long most) {
      var text = value(option);
      try {
        var value = Double.parseDouble(text);
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new IllegalArgumentException(
          option + " takes a number from " + least + " to " + most + ", not " + text);
    }
  }
}
