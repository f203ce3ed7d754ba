# A queue before each function that works for a scope or an event. A message that fails is retried alone, and moves to
# the function's dead-letter queue after max_receives, so that it holds up no other.

locals {
  queues = { for name, function in local.functions : name => function.queue if function.queue != null }

  # What fails is delivered again, and in the end set aside.
  delivered = { for name, function in local.functions : name => function if !function.viewed }

  max_receives = 3

  # As AWS advises: six times the function's timeout, and the time in which a batch is gathered. A message that failed
  # is received again after it.
  visibility_seconds = {
    for name, queue in local.queues : name => 6 * local.functions[name].timeout_seconds + queue.window_seconds
  }

  # The queues that a function writes to: dispatch to those of the scheduled functions, others to their own.
  written_queues = {
    for name, function in local.functions : name => name == "dispatch" ? keys(local.schedules) : function.requeues ? [name] : []
  }

  # The rules that may write to a queue and to its dead-letter queue.
  queue_rules = {
    for name in keys(local.functions) : name => [
      for key, rule in local.rules : aws_cloudwatch_event_rule.event[key].arn if rule.queue == name
    ]
  }

  # Functions write by their roles. EventBridge has no role here, so that the queue's own policy allows its rules.
  queue_policies = {
    for queue, function in merge(
      { for name in keys(local.queues) : name => name },
      { for name in keys(local.delivered) : "${name}-dead-letters" => name },
      ) : queue => jsonencode({
        Version = "2012-10-17"
        Statement = concat(
          [
            {
              Sid       = "OnlyByTls"
              Effect    = "Deny"
              Principal = "*"
              Action    = "sqs:*"
              Resource  = "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-${queue}"
              Condition = { Bool = { "aws:SecureTransport" = "false" } }
            },
          ],
          [
            for rules in [local.queue_rules[function]] : {
              Sid       = "EventsOfItsRules"
              Effect    = "Allow"
              Principal = { Service = "events.amazonaws.com" }
              Action    = "sqs:SendMessage"
              Resource  = "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-${queue}"
              Condition = { ArnEquals = { "aws:SourceArn" = rules } }
            } if length(rules) > 0
          ],
        )
    })
  }
}

resource "aws_sqs_queue" "work" {
  for_each = local.queues

  name                       = "${var.name}-${each.key}"
  visibility_timeout_seconds = local.visibility_seconds[each.key]
  message_retention_seconds  = 345600
  sqs_managed_sse_enabled    = true
  policy                     = local.queue_policies[each.key]

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters[each.key].arn
    maxReceiveCount     = local.max_receives
  })
}

# One per function to which something is delivered: its queue's messages, or what Scheduler, Lambda and EventBridge could not deliver.
resource "aws_sqs_queue" "dead_letters" {
  for_each = local.delivered

  name                      = "${var.name}-${each.key}-dead-letters"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  policy                    = local.queue_policies["${each.key}-dead-letters"]
}

resource "aws_lambda_event_source_mapping" "queue" {
  for_each = local.queues

  event_source_arn                   = aws_sqs_queue.work[each.key].arn
  function_name                      = module.function[each.key].alias_arn
  batch_size                         = each.value.batch_size
  maximum_batching_window_in_seconds = each.value.window_seconds
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = each.value.concurrency
  }
}
