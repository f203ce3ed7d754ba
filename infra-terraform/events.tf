# Events that start a function. An event only says where to look: what is missed here, the next schedule makes up for.

locals {
  rules = {
    guest-results = {
      description = "A command that carried the probe has changed its status"
      pattern = {
        source        = ["aws.ssm"]
        "detail-type" = ["EC2 Command Status-change Notification"]
        detail = {
          # Systems Manager names a document as it was named to it, or by its ARN.
          "document-name" = [var.probe_document, { suffix = ":document/${var.probe_document}" }]
          # In these a command is still at work; how it ended does not matter.
          status = [{ "anything-but" = ["Pending", "InProgress", "Delayed", "Cancelling"] }]
        }
      }
    }
  }
}

resource "aws_cloudwatch_event_rule" "function" {
  for_each = local.rules

  name          = "${var.name}-${each.key}"
  description   = each.value.description
  event_pattern = jsonencode(each.value.pattern)
}

resource "aws_cloudwatch_event_target" "function" {
  for_each = local.rules

  rule      = aws_cloudwatch_event_rule.function[each.key].name
  target_id = each.key
  arn       = module.function[each.key].alias_arn

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 10
  }

  dead_letter_config {
    arn = module.function[each.key].dead_letter_queue.arn
  }

  depends_on = [aws_lambda_permission.rule, aws_sqs_queue_policy.rule]
}

resource "aws_lambda_permission" "rule" {
  for_each = local.rules

  statement_id  = "events"
  action        = "lambda:InvokeFunction"
  function_name = module.function[each.key].name
  qualifier     = module.function[each.key].alias_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.function[each.key].arn
}

# EventBridge has no role here, so that the queue itself must let it in.
resource "aws_sqs_queue_policy" "rule" {
  for_each = local.rules

  queue_url = module.function[each.key].dead_letter_queue.url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "KeepWhatCouldNotBeDelivered"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = module.function[each.key].dead_letter_queue.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.function[each.key].arn } }
    }]
  })
}
