package io.orderwatch.notification.people.edge;

import io.orderwatch.notification.people.People.Channel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How each channel wants to be sure of who speaks: HMAC-SHA256 in four dialects. */
final class Signing {

  private static final String HMAC = "HmacSHA256";

  private Signing() {}

  /** Of {@code <timestamp>.<body>}, in hexadecimal digits. */
  static String webhook(String secret, String timestamp, byte[] body) {
    return HexFormat.of().formatHex(hmac(utf8(secret), utf8(timestamp + "."), body));
  }

  /** The robot's address, with the time in milliseconds and the signature if it has a secret. */
  static String dingTalk(Channel channel) {
    return channel.secret().isEmpty()
        ? channel.url()
        : dingTalk(channel.url(), channel.secret(), Clock.systemUTC().millis());
  }

  static String dingTalk(String url, String secret, long millis) {
    var sign = Base64.getEncoder().encodeToString(hmac(utf8(secret), utf8(millis + "\n" + secret)));
    return url
        + (url.contains("?") ? "&" : "?")
        + "timestamp="
        + millis
        + "&sign="
        + URLEncoder.encode(sign, StandardCharsets.UTF_8);
  }

  /** Of nothing, with time and secret as the key. */
  static String feishu(String secret, String seconds) {
    return Base64.getEncoder().encodeToString(hmac(utf8(seconds + "\n" + secret)));
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
