# Events that are put into a queue. An event only names what has changed: the next schedule makes up for a missed one.

locals {
  event_queues = merge([for name, function in local.functions : { for event in function.events : event => name }]...)

  # The account's own events in this region come by its default bus, those of other regions and accounts by the spokes'.
  rules = merge([
    for bus, events in local.buses : {
      for event, queue in local.event_queues : "${event}${events.suffix}" => { event = event, queue = queue, bus = bus }
    }
  ]...)
}

module "contract" {
  source = "./modules/contract"

  probe_document = local.setting_values.probe_document
}

resource "aws_cloudwatch_event_rule" "event" {
  for_each = local.rules

  name           = "${var.name}-${each.key}"
  description    = module.contract.event_descriptions[each.value.event]
  event_bus_name = local.buses[each.value.bus].name
  event_pattern  = jsonencode(module.contract.event_patterns[each.value.event])
}

resource "aws_cloudwatch_event_target" "queue" {
  for_each = local.rules

  rule           = aws_cloudwatch_event_rule.event[each.key].name
  event_bus_name = local.buses[each.value.bus].name
  target_id      = each.value.queue
  arn            = aws_sqs_queue.work[each.value.queue].arn

  # Fair by account: one that sends many events does not hold up those of others. EventBridge fills in the event's account.
  sqs_target {
    message_group_id = "$.account"
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 10
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters[each.value.queue].arn
  }
}
