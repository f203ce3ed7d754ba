# The table's stream starts notify, which publishes to an event bus for programs and to a topic for people.

resource "aws_lambda_event_source_mapping" "stream" {
  event_source_arn  = aws_dynamodb_table.findings.stream_arn
  function_name     = module.function["notify"].alias_arn
  starting_position = "LATEST"
  batch_size        = 100
  # A scan changes many findings at once, and a mail of many is better than many mails.
  maximum_batching_window_in_seconds = 10
  parallelization_factor             = 2
  # A batch that fails is halved until the record that fails is alone; that one moves to the dead-letter queue.
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = 5
  maximum_record_age_in_seconds  = 21600
  function_response_types        = ["ReportBatchItemFailures"]

  # Findings, and not the guests and probes beside them. A scope's summary is not announced, but comes with each scan, so
  # that the alarm notices-late sees that the stream is read.
  filter_criteria {
    filter {
      pattern = jsonencode({ dynamodb = { Keys = { sk = { S = [{ prefix = "FINDING#" }] } } } })
    }

    filter {
      pattern = jsonencode({ dynamodb = { Keys = { pk = { S = ["SCOPES"] } } } })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.dead_letters["notify"].arn
    }
  }
}

resource "aws_sns_topic" "findings" {
  name              = "${var.name}-findings"
  display_name      = "Muster findings"
  kms_master_key_id = aws_kms_key.muster.arn
}

resource "aws_sns_topic_policy" "findings" {
  arn = aws_sns_topic.findings.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyByTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.findings.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_sns_topic_subscription" "notice_mail" {
  for_each = var.notice_email_addresses

  topic_arn = aws_sns_topic.findings.arn
  protocol  = "email"
  endpoint  = each.value
}

locals {
  statement_publish_notices = {
    sid       = "AnnounceToPeople"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.findings.arn]
  }

  # A publisher to an encrypted topic needs its key, by SNS alone.
  statement_encrypt_notices = {
    sid       = "LambdaEncryptsNotices"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.muster.arn]
    condition = { StringEquals = { "kms:ViaService" = ["sns.${local.region}.amazonaws.com"] } }
  }

  statement_put_events = {
    sid       = "AnnounceToPrograms"
    actions   = ["events:PutEvents"]
    resources = ["arn:${local.partition}:events:${local.region}:${local.account}:event-bus/${var.event_bus}"]
    condition = { StringEquals = { "events:source" = ["muster"] } }
  }

  statements_stream = [
    {
      sid       = "LambdaReadsTheStream"
      actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
      resources = [aws_dynamodb_table.findings.stream_arn]
    },
    {
      sid       = "LambdaFindsTheStream"
      actions   = ["dynamodb:ListStreams"]
      resources = ["${aws_dynamodb_table.findings.arn}/stream/*"]
    },
    {
      sid       = "LambdaLaysRecordsAside"
      actions   = ["sqs:SendMessage"]
      resources = [aws_sqs_queue.dead_letters["notify"].arn]
    },
    local.statement_encrypt_notices,
  ]
}
