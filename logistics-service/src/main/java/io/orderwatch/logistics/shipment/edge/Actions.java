package io.orderwatch.logistics.shipment.edge;

import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.ActOnReturn;
import io.orderwatch.contracts.ShipmentCommand.AnswerCancellationRequest;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentCommand.OpenDispute;
import io.orderwatch.contracts.ShipmentCommand.ReportProgress;
import io.orderwatch.contracts.ShipmentCommand.ResumeDelivery;
import io.orderwatch.contracts.ShipmentCommand.SetShipmentDate;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingGoods;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.disputing.OpeningDispute;
import io.orderwatch.logistics.disputing.ResumingDelivery;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.reporting.ReportingProgress;
import io.orderwatch.logistics.request.AnsweringRequest;
import io.orderwatch.logistics.returning.ActingOnReturn;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Heard.Asked;
import io.orderwatch.logistics.shipment.Shipment.Proposal;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
import io.orderwatch.logistics.ticket.Appealing;
import io.orderwatch.logistics.ticket.ReportingStuck;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.logistics.tracking.Trackable;
import io.orderwatch.logistics.tracking.TrackingForm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that may be asked: which command is which action, and under which policies. */
record Actions(CancellingPolicy cancelling, FourEyes fourEyes) {

  /** Empty for a command that no event could say a refusal of; there is none today. */
  Optional<Asked> asked(ShipmentCommand command, String cause, Instant at) {
    return read(command, cause, at).map(asked -> proposed(asked, command, at));
  }

  /** Reads a command that was kept, as it would be asked for at this time; its id is known. */
  Function<ShipmentCommand, Asked> again(Instant at) {
    return kept -> read(kept, "", at).orElseThrow();
  }

  /** The same, for a second person where one is needed. */
  private Asked proposed(Asked asked, ShipmentCommand command, Instant at) {
    return fourEyes
        .until(asked.ref().store(), asked.action(), at)
        .map(until -> asked.with(new Proposal(command, until)))
        .orElse(asked);
  }

  private Optional<Asked> read(ShipmentCommand command, String cause, Instant at) {
    return switch (command) {
      case Cancel it -> {
        var override = it.override();
        var comment = it.comment();
        var items = it.items();
        if (items != null) {
          var action = new CancellingGoods(it.reasonId(), items, override);
          yield asked(
              it,
              cause,
              it.requestedBy(),
              action,
              shipment -> action.call(shipment, comment),
              shipment -> action.against(shipment, comment),
              null);
        }
        var call = new Cancelling.Call(it.reasonId(), comment, override);
        yield asked(
            it,
            cause,
            it.requestedBy(),
            new Cancelling(it.reasonId(), override),
            call,
            shipment -> Cancelling.against(shipment, call, cancelling));
      }
      case ChangeTracking it -> {
        var action = new ChangingTracking(TrackingForm.written(it.trackingNumber()), it.reason());
        var confirmed = Boolean.TRUE.equals(it.confirmed());
        var call = new ChangingTracking.Call(action.trackingNumber(), confirmed);
        var until = until(it.waitFor(), it.until());
        yield asked(
            it,
            cause,
            it.requestedBy(),
            action,
            _ -> call,
            shipment ->
                until == null
                    ? action.against(shipment, confirmed)
                    : Trackable.form(call).or(() -> action.against(shipment, confirmed)),
            until);
      }
      case ExtendDelivery it -> {
        var action = new ExtendingDelivery(second(it.from()), second(it.to()), it.reason());
        yield asked(
            it,
            cause,
            it.requestedBy(),
            action,
            action.call(),
            shipment -> action.against(shipment, at));
      }
      case SetShipmentDate it -> {
        var action = new SettingShipmentDate(second(it.date()), it.reason());
        yield asked(
            it,
            cause,
            it.requestedBy(),
            action,
            new SettingShipmentDate.Call(action.date()),
            shipment -> action.against(shipment, at));
      }
      case ReportProgress it -> {
        var action = new ReportingProgress(it.state());
        yield asked(
            it,
            cause,
            it.requestedBy(),
            action,
            _ -> action.call(),
            shipment -> action.against(shipment, at),
            until(it.waitFor(), it.until()));
      }
      case AnswerCancellationRequest it -> {
        var action = new AnsweringRequest(it.cancellationId(), it.approve());
        var comment = it.comment();
        yield asked(
            it,
            cause,
            it.requestedBy(),
            action,
            action.call(comment),
            _ -> action.against(comment));
      }
      case ActOnReturn it -> {
        var action =
            new ActingOnReturn(
                it.returnId(),
                it.action(),
                it.rejectionReasonId(),
                it.compensation(),
                it.returnForBackWay());
        var comment = it.comment();
        yield asked(
            it,
            cause,
            it.requestedBy(),
            action,
            action.call(comment),
            _ -> action.against(comment));
      }
      case OpenDispute it -> {
        var action = new OpeningDispute(it.reason());
        yield asked(it, cause, it.requestedBy(), action, action, action::against);
      }
      case ResumeDelivery it -> {
        var action = new ResumingDelivery(it.reason());
        yield asked(it, cause, it.requestedBy(), action, action, action::against);
      }
    };
  }

  /** An action as it was kept. */
  static Action read(String word, String details) {
    var bytes = details.getBytes(StandardCharsets.UTF_8);
    return switch (word) {
      case CancellingGoods.WORD -> Wire.read(CancellingGoods.class, bytes);
      case ReportingProgress.WORD -> Wire.read(ReportingProgress.class, bytes);
      case Cancelling.WORD -> Wire.read(Cancelling.class, bytes);
      case ChangingTracking.WORD -> Wire.read(ChangingTracking.class, bytes);
      case ExtendingDelivery.WORD -> Wire.read(ExtendingDelivery.class, bytes);
      case AnsweringRequest.WORD -> Wire.read(AnsweringRequest.class, bytes);
      case ActingOnReturn.WORD -> Wire.read(ActingOnReturn.class, bytes);
      case OpeningDispute.WORD -> Wire.read(OpeningDispute.class, bytes);
      case ResumingDelivery.WORD -> Wire.read(ResumingDelivery.class, bytes);
      case SettingShipmentDate.WORD -> Wire.read(SettingShipmentDate.class, bytes);
      case Appealing.WORD -> Wire.read(Appealing.class, bytes);
      case ReportingStuck.WORD -> Wire.read(ReportingStuck.class, bytes);
      default -> throw new IllegalStateException("nobody can ask to " + word);
    };
  }

  /** A command that names itself by nothing is named by the event that brought it. */
  static String id(ShipmentCommand command, String cause) {
    var id = command.commandId();
    return id.isBlank() ? cause : id;
  }

  private static Optional<Asked> asked(
      ShipmentCommand command,
      String cause,
      String requestedBy,
      Action action,
      Record call,
      Function<Shipment, Optional<Refusal>> against) {
    return asked(command, cause, requestedBy, action, _ -> call, against, null);
  }

  private static Optional<Asked> asked(
      ShipmentCommand command,
      String cause,
      String requestedBy,
      Action action,
      Function<Shipment, Record> call,
      Function<Shipment, Optional<Refusal>> against,
      @Nullable Instant until) {
    return Optional.of(
        new Asked(
            command.ref(), id(command, cause), requestedBy, action, call, against, until, null));
  }

  /** Null if it does not wait; to the second, as it is kept. */
  private static @Nullable Instant until(@Nullable String waitFor, @Nullable Instant until) {
    return until != null && ShipmentCommand.OFFERED.equals(waitFor) ? second(until) : null;
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
