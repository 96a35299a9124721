package io.orderwatch.simulator;

/** Ozon says no: the HTTP status and the envelope's code and message. */
public final class Refused extends RuntimeException {
  private final int http;
  private final int code;

  public Refused(int http, int code, String message) {
    super(message, null, false, false);
    this.http = http;
    this.code = code;
  }

  public int http() {
    return http;
  }

  /** Looks like a gRPC status number. */
  public int code() {
    return code;
  }

  public String reason() {
    var message = getMessage();
    return message == null ? "" : message;
  }

  public static Refused invalid(String message) {
    return new Refused(400, 3, message);
  }

  public static Refused denied(String message) {
    return new Refused(403, 7, message);
  }

  /** A no without a word: no body at all. */
  static Refused wordless() {
    return new Refused(403, 7, "");
  }

  public static Refused notFound(String message) {
    return new Refused(404, 5, message);
  }

  public static Refused conflict(String message) {
    return new Refused(409, 9, message);
  }
}
