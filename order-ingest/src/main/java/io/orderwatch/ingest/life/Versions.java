package io.orderwatch.ingest.life;

/**
 * How what Ozon shows is counted in one life of the database. What was told in another life, and is
 * forgotten in this one, was told under less than the floor.
 *
 * @param floor the least that is given; 0 in the first life
 */
public record Versions(long floor) {

  /** Those of a database that was never put back. */
  public static final Versions FIRST_LIFE = new Versions(0);

  /** Of what was never shown. */
  public long first() {
    return after(0);
  }

  public long after(long version) {
    return Math.max(version + 1, floor);
  }
}
