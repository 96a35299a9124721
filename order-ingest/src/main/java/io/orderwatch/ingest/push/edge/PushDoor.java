package io.orderwatch.ingest.push.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may push: who knows the secret. Without a secret nobody, unless a setting opens the door.
 *
 * @param open whether pushes are taken without a secret where none is configured
 */
record PushDoor(Optional<String> secret, boolean open) {

  PushDoor {
    secret = secret.filter(text -> !text.isBlank());
  }

  /**
   * @param given the last part of the path; "" if there is none
   */
  boolean lets(String given) {
    return secret
        .map(known -> MessageDigest.isEqual(known.getBytes(UTF_8), given.getBytes(UTF_8)))
        .orElse(open && given.isEmpty());
  }
}
