package io.orderwatch.backing;

/**
 * A PostgreSQL JDBC URL, taken apart only as far as another database or schema needs it.
 *
 * @param server everything up to the slash before the database's name
 * @param database its name
 * @param parameters without the question mark; may be empty
 */
public record JdbcUrl(String server, String database, String parameters) {

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if the text is not {@code jdbc:postgresql://host/database}
   */
  public static JdbcUrl parse(String text) {
    var question = text.indexOf('?');
    var address = question < 0 ? text : text.substring(0, question);
    var slash = address.lastIndexOf('/');
    if (!address.startsWith("jdbc:postgresql://")
        || slash < "jdbc:postgresql://".length()
        || slash == address.length() - 1) {
      throw new IllegalArgumentException(
          "expected jdbc:postgresql://host:port/database, not " + address);
    }
    return new JdbcUrl(
        address.substring(0, slash),
        address.substring(slash + 1),
        question < 0 ? "" : text.substring(question + 1));
  }

  public JdbcUrl withDatabase(String name) {
    return new JdbcUrl(server, name, parameters);
  }

  public JdbcUrl withSchema(String schema) {
    var added = "currentSchema=" + schema;
    return new JdbcUrl(server, database, parameters.isEmpty() ? added : parameters + "&" + added);
  }

  @Override
  public String toString() {
    return server + "/" + database + (parameters.isEmpty() ? "" : "?" + parameters);
  }
}
