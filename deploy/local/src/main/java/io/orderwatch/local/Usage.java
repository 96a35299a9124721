package io.orderwatch.local;

/** What {@code ./run --help} says. */
public final class Usage {

  public static final String TEXT =
      """
      ./run                 Kafka, PostgreSQL, a stand-in for Ozon and the four services, on this machine
      ./run doctor          tells what would keep it from working here, with --ozon for your store too;
                            changes and sends nothing. Exit code 1 if something must be mended
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
        --json              with doctor: for programs, see below
        --help              this text

      doctor takes --ozon, --port, --plain and --json. With --json it says one object: ok (nothing failed),
      failed and warnings (how many), and findings, each with id, verdict (ok, warning, failed), evidence,
      and fix ("" if nothing is to be done). What could not be asked is left out. Ids stay, new ones may come:
        jdk, build, folder, disk, memory, ports, servers, zones, ozon, clock, key, subscription,
        postings, changes, can-see-postings, can-write, can-see-chats, can-cancel, can-track,
        can-move-dates, can-handle-returns, can-answer-requests, can-dispute, can-see-ratings,
        can-see-account

      ORDERWATCH_BACKING=embedded|containers|external chooses where Kafka and PostgreSQL come from;
      external ones are named by ORDERWATCH_KAFKA and ORDERWATCH_POSTGRES (a JDBC URL), images of containers
      by ORDERWATCH_KAFKA_IMAGE and ORDERWATCH_POSTGRES_IMAGE. Every other ORDERWATCH_… goes to the services
      (docs/configuration.md), but for the clock, the stores and whether anything is sent.
      """;

  private Usage() {}
}
