package io.orderwatch.simulator;

import java.util.List;

/** Planted personal data. Found anywhere behind the door of the system under test, it is a leak. */
public final class Canary {
  public static final String NAME = "Канарейкин Пётр Иволгович";
  public static final String ADDRESSEE = "Канарейкина Зяблика Дроздовна";
  public static final String PHONE = "+79991234567";
  public static final String EMAIL = "kanareykin@canary.example";
  public static final String ADDRESS_TAIL = "ул. Секретная, д. 13, кв. 7";
  public static final String ADDRESS_COMMENT = "домофон 7К1313, спросить Канарейкина";
  public static final String PASSPORT = "4510 123456";

  /** Every planted value and the forms in which it could travel on. */
  public static final List<String> ALL =
      List.of(
          NAME,
          "Канарейкин",
          ADDRESSEE,
          PHONE,
          "9991234567",
          EMAIL,
          ADDRESS_TAIL,
          "Секретная",
          ADDRESS_COMMENT,
          PASSPORT,
          "4510123456");

  private Canary() {}
}
