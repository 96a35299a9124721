package io.orderwatch.simulator.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Draw;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides call by call which fault strikes; the seed makes the decisions, in the order of the
 * calls.
 */
final class FaultInjection {

  enum Kind {
    NONE(""),
    THROTTLED("throttled"),
    SERVER_ERROR("serverError"),
    BAD_GATEWAY("badGateway"),
    EMPTY_OK("emptyOk"),
    SLOW("slowAfterEffect"),
    DROPPED("droppedAfterEffect");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  private final long seed;
  private final AtomicLong decisions = new AtomicLong();
  private volatile Faults faults;

  FaultInjection(long seed, Faults faults) {
    this.seed = seed;
    this.faults = faults;
  }

  Faults now() {
    return faults;
  }

  /** Fields that are missing keep their value. */
  synchronized void change(JsonNode fields) throws IOException {
    faults = Settings.merged(faults, fields, Faults.class);
  }

  Kind strikes(String path) {
    var rates = faults;
    if (!rates.only().isEmpty() && !rates.only().contains(path)) {
      return Kind.NONE;
    }
    var draw = draw();
    if (draw.chance("throttled", rates.throttled())) {
      return Kind.THROTTLED;
    } else if (draw.chance("serverError", rates.serverError())) {
      return Kind.SERVER_ERROR;
    } else if (draw.chance("badGateway", rates.badGateway())) {
      return Kind.BAD_GATEWAY;
    } else if (draw.chance("emptyOk", rates.emptyOk())) {
      return Kind.EMPTY_OK;
    } else if (draw.chance("slow", rates.slowAfterEffect())) {
      return Kind.SLOW;
    } else if (draw.chance("dropped", rates.droppedAfterEffect())) {
      return Kind.DROPPED;
    }
    return Kind.NONE;
  }

  boolean wraps() {
    return draw().chance("wrapped", faults.wrappedLists());
  }

  boolean refusesItem() {
    return faults.itemRefused() > 0 && draw().chance("item", faults.itemRefused());
  }

  /** Whether this posting is one of those shown with unseen values: always the same ones. */
  boolean disguises(String posting) {
    return new Draw(seed, posting.hashCode()).chance("unknown enum", faults.unknownEnum());
  }

  Draw draw() {
    return new Draw(~seed, decisions.incrementAndGet());
  }
}
