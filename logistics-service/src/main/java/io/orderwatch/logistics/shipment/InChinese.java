package io.orderwatch.logistics.shipment;

/** What refusals say in Chinese. */
final class InChinese {

  private static final String BY_TICKET = "只有 Ozon 客服能够处理：已为此拟好工单。";
  private static final String BY_BUYER =
      "只有 Ozon 客服能够更改：已为此拟好工单。买家也没有此功能，但可以向 Ozon 客服说明情况，由客服更改日期。";

  private InChinese() {}

  static String cause(Refusal refusal) {
    return switch (refusal) {
      case ALREADY_CANCELLED -> "该货件已经取消。";
      case ALREADY_DELIVERED -> "Ozon 已将该货件视为已送达或推定送达，此类货件无法取消。";
      case PASSPORT_AWAITED -> "买家尚未提供护照资料。请等待 Ozon 自行取消：卖家发起的每次取消都会计入店铺指标。如仍要取消，须由人工填写理由。";
      case OZON_LOGISTICS_IN_TRANSIT -> "包裹由 Ozon 物流承运，运输途中 Ozon 不会召回。只有卖家自行配送或由已对接承运商配送的包裹才能在途取消。";
      case CANCEL_NOT_OFFERED -> "Ozon 目前不提供取消该货件的操作。";
      case CARRIER_UNKNOWN_IN_TRANSIT -> "包裹已在途，而承运商能否召回尚不清楚；取消后无法撤回。";
      case COMMENT_MISSING -> "原因 402（其他，卖家责任）必须填写说明。";
      case REASON_NOT_ALLOWED -> "Ozon 目前不接受对该货件使用此原因。";
      case GOODS_TOO_LATE -> "只有在货件等待备货或等待交运时，才能取消其中部分商品。";
      case GOODS_MALFORMED -> "每种商品只能填写一次，且取消数量至少为一件。";
      case GOODS_NOT_IN_POSTING -> "货件中没有这么多件该商品。";
      case GOODS_ARE_ALL -> "这些就是货件的全部商品，等于取消整个货件。";
      case GOODS_COMMENT_MISSING -> "取消部分商品时必须填写说明。";
      case GOODS_NOT_OFFERED -> "Ozon 目前不提供取消该货件部分商品的操作。";
      case GOODS_NOT_KNOWN -> "目前还不知道该货件包含哪些商品。";
      case GOODS_CHANGED -> "货件中的商品与提出请求时已不一致。";
      case DECLINED -> "该请求已被人工否决，未做任何操作。";
      case NOT_APPROVED -> "第二个人未在时限内批准，因此未做任何操作。";
      case POSTING_ENDED -> "货件已取消、已送达或推定送达，不能再做任何更改。";
      case REASON_MISSING -> "必须填写原因。";
      case TRACKING_MALFORMED -> "跟踪号由 5 至 50 个拉丁字母、数字和连字符组成，且不能以连字符开头。";
      case TRACKING_CHECK_DIGIT_WRONG -> "该号码是国际邮政号码（UPU S10）的格式，但校验位不正确，无法查询轨迹。";
      case TRACKING_IS_POSTING_NUMBER -> "这是货件编号本身，不是承运商的跟踪号。";
      case TRACKING_UNCHANGED -> "Ozon 已显示该跟踪号。";
      case TRACKING_FORM_UNKNOWN -> "已知承运商中没有使用这种号码格式的，而无法查询轨迹的货件会被 Ozon 取消。";
      case TRACKING_AFTER_PASSPORT -> "订单因等待买家护照资料而暂停，跟踪号须在此之后填写。";
      case TRACKING_AFTER_PACKING -> "货件尚未备货，跟踪号须在备货之后填写。";
      case TRACKING_AFTER_REGISTRATION -> "承运商正在登记包裹，登记时会分配号码。";
      case TRACKING_IS_OZONS -> "包裹由 Ozon 物流承运，跟踪号由 Ozon 生成，不提供更改。";
      case TRACKING_IS_THE_CARRIERS -> "包裹由 Ozon 的合作承运商承运，号码在登记时产生，Ozon 不提供更改。";
      case TRACKING_NOT_OFFERED -> "Ozon 目前不提供更改该货件跟踪号的操作。";
      case WINDOW_REVERSED -> "送达时间的起始必须早于截止。";
      case WINDOW_PAST -> "送达时间不能从过去开始。";
      case WINDOW_NOT_LATER -> "已承诺买家的送达时间不早于此时间。";
      case WINDOW_NOT_ALLOWED -> "该送达时间超出了 Ozon 目前对该货件允许的范围。";
      case NO_CHANGES_LEFT -> "Ozon 允许更改送达时间两次，该货件的 2 次更改已全部用完。";
      case EXTENSION_NOT_OFFERED -> "Ozon 目前不提供更改该货件送达时间的操作。";
      case PROGRESS_WORD_UNKNOWN -> "只能报告已发出（sent）、末端派送（last-mile）或已送达（delivered）。";
      case PROGRESS_SHOWN -> "Ozon 已显示包裹处于该环节或更后的环节。";
      case PROGRESS_IS_THE_CARRIERS -> "包裹由 Ozon 物流或已对接承运商承运，其位置由他们告知 Ozon。";
      case PROGRESS_AFTER_PASSPORT -> "订单因等待买家护照资料而暂停，在此之前不发货。";
      case PROGRESS_AFTER_PACKING -> "货件尚未备货。";
      case PROGRESS_NOT_OFFERED -> "Ozon 目前不提供报告该货件此环节的操作。";
      case DATE_PAST -> "发货日期不能早于当前时间。";
      case DATE_LATER -> "发货日期只能改为不晚于现有日期的时间。";
      case DATE_NOT_OFFERED -> "Ozon 目前不提供设置该货件发货日期的操作。";
      case REQUEST_UNKNOWN -> "Ozon 未显示该货件有此取消申请。";
      case REQUEST_ANSWERED -> "该取消申请已不再等待答复：已被答复，或三天后已自动通过。";
      case ANSWER_COMMENT_MISSING -> "拒绝取消申请时，Ozon 要求填写说明。";
      case RETURN_UNKNOWN -> "Ozon 未显示该货件有此退货申请。";
      case RETURN_ACTION_NOT_OFFERED -> "Ozon 目前不提供对该退货执行此操作。";
      case RETURN_ACTIONS_NOT_SHOWN -> "Ozon 未显示该退货有哪些可用操作。";
      case REJECTION_REASON_MISSING -> "拒绝退货（-1、-10）须选择 Ozon 的一个拒绝原因。";
      case REJECTION_COMMENT_MISSING -> "拒绝退货（-1、-10）须填写说明。";
      case COMPENSATION_MISSING -> "操作 1020 须填写补偿金额。";
      case RETURN_DECIDED_OTHERWISE -> "操作执行之前，该退货已有其他处理结果。";
      case IN_DISPUTE -> "该货件已处于争议中。";
      case DISPUTE_NOT_OFFERED -> "Ozon 目前不提供对该货件发起争议：只有已交运但分拣中心未扫描的货件才可以。";
      case NOT_IN_DISPUTE -> "该货件没有由店铺发起的争议。";
      case RESUMPTION_NOT_OFFERED -> "Ozon 目前不提供将该货件恢复配送的操作。";
      case POSTING_NOT_SEEN -> "本系统尚未见过该货件。";
      case NOT_CANCELLED -> "货件未被取消，无从申诉。";
      case CANCELLATION_NOT_COUNTED -> "Ozon 未将此次取消计入店铺。";
      case NOT_ON_ITS_WAY -> "货件不在运输途中，谈不上滞留。";
      case TICKET_DRAFTED_BEFORE -> "相同事由的工单已经拟好且尚未结束。";
      case NOT_SHOWN -> "请求已发送，但 Ozon 没有显示其结果。";
      case UNKNOWN_POSTING -> "Ozon 中该店铺没有此货件。";
      case STATE_NOT_SHOWN -> "Ozon 未显示货件状态，可能仍在等待护照资料；取消后无法撤回。如仍要取消，须由人工填写理由。";
      case OUTCOME_UNKNOWN -> "无法确认 Ozon 是否已执行，请查看该货件。";
      case NOT_MADE_IN_TIME -> "整整一天未能联系到 Ozon，如仍需要请重新提交。";
      case UNKNOWN_STORE -> "本系统未配置该店铺的 API 密钥。";
      case STORE_IN_SHADOW -> "店铺处于影子模式：已做出判断，但未在 Ozon 做任何更改。";
      case SENDING_SWITCHED_OFF -> "本系统已关闭对 Ozon 的更改（orderwatch.ozon.send）。";
    };
  }

  /** "" for nothing. */
  static String alternative(Refusal refusal) {
    return switch (refusal) {
      case OZON_LOGISTICS_IN_TRANSIT -> "请等包裹送达：买家不想要时可以拒收或退货。";
      case GOODS_ARE_ALL -> "请不填写商品，直接取消整个货件。";
      case GOODS_NOT_KNOWN -> "请在 Ozon 显示商品后重试。";
      case GOODS_CHANGED -> "请先查看剩余商品，再重新提交。";
      case NOT_APPROVED -> "如仍需要，请使用新的 commandId 重新提交。";
      case TRACKING_MALFORMED -> "请按承运商面单抄写。";
      case TRACKING_CHECK_DIGIT_WRONG -> "请与承运商面单核对。";
      case TRACKING_IS_POSTING_NUMBER -> "请填写承运商面单上的号码。";
      case TRACKING_FORM_UNKNOWN -> "如果号码无误，请勾选确认后重新提交（confirmed: true，并使用新的 commandId）。";
      case TRACKING_AFTER_PASSPORT, PROGRESS_AFTER_PASSPORT -> "请等待 Ozon 放行订单。";
      case TRACKING_AFTER_PACKING, PROGRESS_AFTER_PACKING -> "请先完成备货。";
      case TRACKING_AFTER_REGISTRATION -> "请等待承运商。";
      case TRACKING_IS_OZONS, TRACKING_IS_THE_CARRIERS, TRACKING_NOT_OFFERED -> BY_TICKET;
      case NO_CHANGES_LEFT, EXTENSION_NOT_OFFERED -> BY_BUYER;
      case RETURN_ACTION_NOT_OFFERED -> "可用操作见 GET /api/returns。";
      case DISPUTE_NOT_OFFERED -> "买家发起的争议请通过其退货操作答复。";
      case POSTING_NOT_SEEN -> "请在 order-ingest 读取到它之后重试。";
      case TICKET_DRAFTED_BEFORE -> "请继续处理该工单，或将其放弃。";
      case NOT_SHOWN -> "请先在卖家后台查看该货件，再决定是否重试。";
      case STORE_IN_SHADOW -> "请在 stores.yaml 中为该店铺设置 mode: live。";
      case ALREADY_CANCELLED,
          ALREADY_DELIVERED,
          PASSPORT_AWAITED,
          CANCEL_NOT_OFFERED,
          CARRIER_UNKNOWN_IN_TRANSIT,
          COMMENT_MISSING,
          REASON_NOT_ALLOWED,
          GOODS_TOO_LATE,
          GOODS_MALFORMED,
          GOODS_NOT_IN_POSTING,
          GOODS_COMMENT_MISSING,
          GOODS_NOT_OFFERED,
          DECLINED,
          POSTING_ENDED,
          REASON_MISSING,
          TRACKING_UNCHANGED,
          WINDOW_REVERSED,
          WINDOW_PAST,
          WINDOW_NOT_LATER,
          WINDOW_NOT_ALLOWED,
          PROGRESS_WORD_UNKNOWN,
          PROGRESS_SHOWN,
          PROGRESS_IS_THE_CARRIERS,
          PROGRESS_NOT_OFFERED,
          DATE_PAST,
          DATE_LATER,
          DATE_NOT_OFFERED,
          REQUEST_UNKNOWN,
          REQUEST_ANSWERED,
          ANSWER_COMMENT_MISSING,
          RETURN_UNKNOWN,
          RETURN_ACTIONS_NOT_SHOWN,
          REJECTION_REASON_MISSING,
          REJECTION_COMMENT_MISSING,
          COMPENSATION_MISSING,
          RETURN_DECIDED_OTHERWISE,
          IN_DISPUTE,
          NOT_IN_DISPUTE,
          RESUMPTION_NOT_OFFERED,
          NOT_CANCELLED,
          CANCELLATION_NOT_COUNTED,
          NOT_ON_ITS_WAY,
          UNKNOWN_POSTING,
          STATE_NOT_SHOWN,
          OUTCOME_UNKNOWN,
          NOT_MADE_IN_TIME,
          UNKNOWN_STORE,
          SENDING_SWITCHED_OFF ->
          "";
    };
  }
}
