package io.orderwatch.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was asked for on the command line. */
public sealed interface Arguments {

  int DEFAULT_PORT = 8080;

  String HELP =
      """
      ./run                 Kafka, PostgreSQL, a stand-in for Ozon and the four services, on this machine
      ./run tail TOPIC      prints the events of a topic as they come
      ./run cancel REF      asks logistics-service of a running set to cancel the posting REF,
                            written <store>:<posting number>, and tells what became of it
      ./run track REF NUM   the same for another tracking number
      ./run extend REF DAYS the same for a delivery so many days later than promised

        --speed N           how fast the set's time runs (480: 24 hours in three minutes)
        --port N            the first of twelve ports in a row (8080)
        --keep              go on with the data and the time of the last --keep
        --data DIR          where --keep keeps them (.orderwatch/kept)
        --seconds N         stop after that many seconds
        --ozon CLIENT_ID    your own store at Ozon, in real time; the key comes from OZON_API_KEY.
                            Nothing is sent to anyone
                            ORDERWATCH_OZON_URL puts a proxy or a stand-in of your own in Ozon's place
        --send              with --ozon: really send messages and actions
        --containers        everything in containers: the services from their images, see deploy/images
        --plain             no colours and no redrawing
        --help              this text

      ORDERWATCH_BACKING=embedded|containers|external chooses where Kafka and PostgreSQL come from;
      external ones are named by ORDERWATCH_KAFKA and ORDERWATCH_POSTGRES (a JDBC URL), images of containers
      by ORDERWATCH_KAFKA_IMAGE and ORDERWATCH_POSTGRES_IMAGE. Every other ORDERWATCH_… goes to the services
      (docs/configuration.md), but for the clock, the stores and whether anything is sent.
      """;

  record Help() implements Arguments {}

  /**
   * Not understood.
   *
   * @param line what is wrong and what to do
   */
  record Mistake(String line) implements Arguments {}

  /** Print a topic's events until stopped. */
  record Tail(int port, String topic) implements Arguments {}

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
    private final Deque<String> words;
    private double speed = 480;
    private boolean speedGiven;
    private int port = DEFAULT_PORT;
    private boolean keep;
    private boolean send;
    private boolean plain;
    private boolean containers;
    private boolean help;
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
        take(words.pop());
      }
      if (help) {
        return new Help();
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
