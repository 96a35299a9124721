package io.orderwatch.local.doctor;

/**
 * How far one came on the way to Ozon, or to the proxy that leads there.
 *
 * @param url Ozon's address, or what stands in its place
 * @param host whose name was looked up and who was connected to
 * @param proxy whether that host is a proxy
 * @param unheeded whether the environment names a proxy that Java does not heed
 */
public record Way(String url, String host, int port, boolean proxy, boolean unheeded, End end) {

  /** Where the way ended. */
  public enum End {
    REACHED,
    NO_ADDRESS,
    REFUSED,
    NO_ROUTE,
    SILENT,
    /** Connected, and then nothing. */
    MUTE,
    NO_TLS,
    NOT_TRUSTED,
    OTHER_NAME,
    OTHER_TIME,
    TLS_FAILED
  }

  public boolean reached() {
    return end == End.REACHED;
  }

  /** What of DNS, TCP and TLS failed, and what to do. */
  public Finding finding() {
    var whom = (proxy ? "the proxy " : "") + host + ":" + port;
    return switch (end) {
      case REACHED -> Finding.well(Check.OZON, url + " is reached" + (proxy ? " by " + whom : ""));
      case NO_ADDRESS -> failed("DNS knows no address of " + host, "look at this machine's DNS");
      case REFUSED -> failed(whom + " refuses the connection", nobodyThere());
      case NO_ROUTE -> failed("there is no route to " + whom, "look at network and firewall");
      case SILENT ->
          failed(
              whom + " does not answer within some seconds",
              "look whether a firewall lets this machine go out to it");
      case MUTE ->
          failed(
              whom + " takes the connection and does not answer to TLS",
              "look at ORDERWATCH_OZON_URL (http or https, port) and at what is in between");
      case NO_TLS ->
          failed(
              "what answers at " + whom + " speaks no TLS",
              "look at ORDERWATCH_OZON_URL (http or https, port) and at what is in between");
      case NOT_TRUSTED ->
          failed(
              "this JDK does not trust the certificate of " + whom,
              "if a proxy of your company opens TLS, import its root with keytool; else take a newer"
                  + " JDK (Ozon moves to the roots of HARICA)");
      case OTHER_NAME ->
          failed(
              "the certificate of " + whom + " is made out to another name",
              "something else answers in Ozon's place: look at DNS and proxy");
      case OTHER_TIME ->
          failed(
              "by this clock the certificate of " + whom + " is not valid now",
              "look at this machine's clock");
      case TLS_FAILED -> failed("TLS with " + whom + " failed", "look at what is in between");
    };
  }

  private String nobodyThere() {
    return proxy
        ? "start the proxy, or take it out of Java's settings"
        : "look whether something listens there (ORDERWATCH_OZON_URL)";
  }

  private Finding failed(String evidence, String fix) {
    return Finding.wrong(
        Check.OZON,
        evidence,
        unheeded
            ? "the environment names a proxy that Java does not heed:"
                + " JAVA_TOOL_OPTIONS='-Dhttps.proxyHost=… -Dhttps.proxyPort=…'"
            : fix);
  }
}
