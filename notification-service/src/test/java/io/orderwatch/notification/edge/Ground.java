package io.orderwatch.notification.edge;

/** What stands under the service in its tests: its schema and the topics it reads and writes. */
public final class Ground {

  public static final String SCHEMA = "notification";

  public static final String TOPICS =
      "ozon.passports.v1,ozon.shipments.v1,ozon.chats.v1,ozon.stores.v1,ozon.messages.v1,notification-service.dlq";

  private Ground() {}
}
