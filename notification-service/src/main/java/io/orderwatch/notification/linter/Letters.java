package io.orderwatch.notification.linter;

/** Letters of other alphabets that look like Russian ones, and the other way round. */
final class Letters {

  private static final String LATIN = "ABCEHKMOPTXYaceopxykmtnuribdg";
  private static final String AS_CYRILLIC = "АВСЕНКМОРТХУасеорхукмтпигіьдг";
  private static final String CYRILLIC = "АВСЕНКМОРТХУасеорхукмтвніѕј";
  private static final String AS_LATIN = "ABCEHKMOPTXYaceopxykmtbhisj";
  private static final String GREEK = "ΑΒΕΗΙΚΜΝΟΡΤΥΧαεικνορτυχ";
  private static final String GREEK_AS_CYRILLIC = "АВЕНІКМНОРТУХаеікнортух";

  enum Script {
    CYRILLIC,
    LATIN,
    /** Chinese, Japanese and Korean. */
    HAN,
    OTHER
  }

  private Letters() {}

  static Script of(char letter) {
    if (letter < 0x80
        || (letter >= 0xC0 && letter < 0x250)
        || (letter >= 0x1E00 && letter < 0x1F00)) {
      return Script.LATIN;
    }
    if (letter >= 0x400 && letter < 0x530) {
      return Script.CYRILLIC;
    }
    return (letter >= 0x2E80 && letter < 0xD800) || (letter >= 0xF900 && letter < 0xFB00)
        ? Script.HAN
        : Script.OTHER;
  }

  /** The Russian letter that looks like this one, or the letter itself. */
  static char asCyrillic(char letter) {
    return as(
        letter,
        of(letter) == Script.LATIN ? LATIN : GREEK,
        of(letter) == Script.LATIN ? AS_CYRILLIC : GREEK_AS_CYRILLIC);
  }

  static char asLatin(char letter) {
    return as(letter, CYRILLIC, AS_LATIN);
  }

  private static char as(char letter, String from, String to) {
    var at = from.indexOf(letter);
    return at < 0 ? letter : to.charAt(at);
  }

  /** The digit that a letter is read as among digits, or -1. */
  static int asDigit(char c) {
    return switch (c) {
      case 'O', 'o', 'О', 'о' -> 0;
      case 'I', 'l', 'i', '|', 'І', 'і' -> 1;
      case 'З', 'з' -> 3;
      case 'Ч', 'ч' -> 4;
      case 'S', 's' -> 5;
      case 'б' -> 6;
      case 'B', 'В' -> 8;
      default -> c >= '0' && c <= '9' ? c - '0' : -1;
    };
  }

  /** The letter that a digit is read as among Russian letters, or the digit. */
  static char asLetter(char c) {
    return switch (c) {
      case '0' -> 'о';
      case '1' -> 'і';
      case '3' -> 'з';
      case '4' -> 'ч';
      case '6' -> 'б';
      default -> c;
    };
  }
}
