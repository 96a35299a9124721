package io.orderwatch.ozon.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In which time zone a buyer lives, by {@code zones/buyers.table}. The place goes no further than
 * this: Ozon names it for rFBS, the city for sellers of the CIS too (official schema, April 2026).
 */
final class BuyerZones {

  private static final String FILE = "zones/buyers.table";

  /** What only says the kind of place. */
  private static final Set<String> KINDS =
      Set.of(
          "область",
          "обл",
          "край",
          "республика",
          "респ",
          "автономный",
          "автономная",
          "округ",
          "ао",
          "город",
          "г",
          "югра",
          "якутия",
          "кузбасс",
          "алания");

  static final BuyerZones SHIPPED = shipped();

  private final Map<String, String> zones;

  private BuyerZones(Map<String, String> zones) {
    this.zones = Map.copyOf(zones);
  }

  /**
   * @param table lines of zone | places | source | read
   * @throws IllegalArgumentException if a line is none, names a zone that there is not, or gives a
   *     place a second one
   */
  static BuyerZones of(String table) {
    var zones = new HashMap<String, String>();
    var line = 0;
    for (var each : table.lines().toList()) {
      line++;
      if (each.isBlank() || each.startsWith("#")) {
        continue;
      }
      var cells = each.split("\\|", -1);
      if (cells.length != 4 || Arrays.stream(cells).anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(FILE + ":" + line + ": zone | places | source | read");
      }
      var zone = cells[0].strip();
      if (!ZoneId.getAvailableZoneIds().contains(zone)) {
        throw new IllegalArgumentException(FILE + ":" + line + ": there is no zone " + zone);
      }
      for (var place : cells[1].split(",", -1)) {
        var before = zones.put(word(place), zone);
        if (before != null && !before.equals(zone)) {
          throw new IllegalArgumentException(
              FILE + ":" + line + ": a second zone for " + place.strip());
        }
      }
    }
    return new BuyerZones(zones);
  }

  private static BuyerZones shipped() {
    try (var stream = BuyerZones.class.getClassLoader().getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException("there is no " + FILE);
      }
      return of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The zone of the region or else of the city; empty if neither is known. */
  Optional<String> of(String region, String city) {
    return Optional.ofNullable(zones.get(word(region)))
        .or(() -> Optional.ofNullable(zones.get(word(city))));
  }

  /** «г. Южно-Сахалинск» is «южно сахалинск»; what is nothing but a kind of place stays. */
  private static String word(String place) {
    var words =
        Arrays.stream(place.toLowerCase(Locale.ROOT).replace('ё', 'е').split("[^\\p{L}]+", -1))
            .filter(word -> !word.isEmpty())
            .toList();
    var telling = words.stream().filter(word -> !KINDS.contains(word)).toList();
    return (telling.isEmpty() ? words : telling).stream().collect(Collectors.joining(" "));
  }
}
