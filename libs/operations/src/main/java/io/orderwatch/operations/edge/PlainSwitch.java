package io.orderwatch.operations.edge;

import jakarta.annotation.Priority;
import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads settings that are on or off. A word that says neither stops the start with the setting's
 * name, where MicroProfile Config takes whatever it does not know, {@code ture} for example, for
 * off.
 */
@Priority(200)
public class PlainSwitch implements Converter<Boolean> {

  @Override
  public Boolean convert(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "on", "1" -> true;
      case "false", "no", "n", "off", "0" -> false;
      default ->
          throw new IllegalArgumentException(
              "it is on or off: true or false, not \"" + value + "\"");
    };
  }
}
