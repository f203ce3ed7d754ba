# Slack and Microsoft Teams: a message for each finding that becomes NOT_READY at CRITICAL or HIGH. After you apply it, add the
# topic to the channel in the console of Amazon Q Developer in chat applications.

resource "aws_cloudwatch_event_rule" "chat" {
  name           = "${var.name}-chat"
  description    = "Sends NOT_READY findings at CRITICAL or HIGH to a chat"
  event_bus_name = var.event_bus

  # A workload's name is the value of a tag. A chat would show a link in it as one, so it stays out.
  event_pattern = jsonencode({
    source      = ["muster"]
    detail-type = ["Readiness Finding Changed"]
    detail = {
      status   = ["NOT_READY"]
      severity = ["CRITICAL", "HIGH"]
      resource = { type = [{ anything-but = ["workload"] }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "chat" {
  rule           = aws_cloudwatch_event_rule.chat.name
  event_bus_name = var.event_bus
  arn            = aws_sns_topic.chat.arn

  input_transformer {
    input_paths = local.finding_paths

    input_template = <<-EOT
      {
        "version": "1.0",
        "source": "custom",
        "id": "<finding>",
        "content": {
          "textType": "client-markdown",
          "title": "<severity> not ready: <check> on <resource>",
          "description": "<resource> (account <account>, <region>) does not meet: <title>.",
          "nextSteps": ["To see the finding and its remedy: ./muster findings --output json --resource <resource>"],
          "keywords": ["<severity>", "<check>", "<account>", "<region>"]
        },
        "metadata": {
          "threadId": "<finding>",
          "summary": "<severity> not ready: <check> on <resource>",
          "eventType": "muster.finding"
        }
      }
    EOT
  }
}

resource "aws_sns_topic" "chat" {
  name         = "${var.name}-chat"
  display_name = "Muster findings for a chat"
}

# Without a condition: AWS's guide says that EventBridge heeds none in the policy of a topic.
resource "aws_sns_topic_policy" "chat" {
  arn = aws_sns_topic.chat.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "EventBridgePublishes"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.chat.arn
    }]
  })
}

output "chat_topic_arn" {
  description = "SNS topic to add to the configuration of the chat channel."
  value       = aws_sns_topic.chat.arn
}
