# A queue before each function that works for a scope or an event: what fails is tried again, alone, and what fails
# every time is laid aside among the function's dead letters, so that it stops no other.

locals {
  # A scope may take as long as a function may run, so it comes alone; events are small and come together, so that a
  # thousand changes in a minute are a few looks at the fleet. concurrency bounds how many runs there are at a time.
  queues = {
    fleet-scan      = { batch_size = 1, window_seconds = 0, concurrency = var.scope_concurrency }
    guest-probe     = { batch_size = 1, window_seconds = 0, concurrency = var.scope_concurrency }
    log-analysis    = { batch_size = 1, window_seconds = 0, concurrency = var.scope_concurrency }
    guest-results   = { batch_size = 10, window_seconds = 5, concurrency = 5 }
    instance-change = { batch_size = 1000, window_seconds = 20, concurrency = 2 }
  }

  # How often a message is handed out before it is laid aside.
  attempts = 3

  # As AWS advises: six times what a run may take and the time that a batch is gathered. Until then a message that
  # failed is not handed out again.
  visibility_seconds = {
    for name, queue in local.queues : name => 6 * local.functions[name].timeout_seconds + queue.window_seconds
  }

  # Which rules may write to a queue, or lay aside among its dead letters what they could not.
  queue_rules = {
    for name in keys(local.functions) : name => [
      for key, rule in local.rules : aws_cloudwatch_event_rule.event[key].arn if rule.queue == name
    ]
  }

  # Functions may write by their roles. EventBridge has no role here, so that the queue itself must let its rules in.
  queue_policies = {
    for queue, function in merge(
      { for name in keys(local.queues) : name => name },
      { for name in keys(local.functions) : "${name}-dead-letters" => name },
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
    maxReceiveCount     = local.attempts
  })
}

# One for each function: a queue's messages, or what Scheduler, Lambda and EventBridge gave up themselves.
resource "aws_sqs_queue" "dead_letters" {
  for_each = local.functions

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
