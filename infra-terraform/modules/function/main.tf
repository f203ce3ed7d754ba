# A function of the deployment zip: its role, its log, and a published version behind the alias 'live'.

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_iam_role" "function" {
  name        = var.name
  description = "${var.name}: ${var.description}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  name = "what-it-calls"
  role = aws_iam_role.function.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        for statement in var.statements : merge(
          {
            Sid      = statement.sid
            Effect   = "Allow"
            Action   = statement.actions
            Resource = statement.resources
          },
          length(statement.condition) > 0 ? { Condition = statement.condition } : {},
        )
      ],
      [
        {
          # Not CreateLogGroup: a group that Lambda made would have neither retention nor key.
          Sid      = "LambdaWritesItsLog"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = ["${aws_cloudwatch_log_group.function.arn}:*"]
        },
      ],
      [
        for queue in var.dead_letter_queue_arn[*] : {
          Sid      = "LambdaLaysEventsAside"
          Effect   = "Allow"
          Action   = ["sqs:SendMessage"]
          Resource = [queue]
        }
      ],
    )
  })
}

resource "aws_lambda_function" "function" {
  function_name    = var.name
  description      = var.description
  role             = aws_iam_role.function.arn
  runtime          = "java21"
  architectures    = ["arm64"]
  handler          = var.handler
  memory_size      = var.memory_mib
  timeout          = var.timeout_seconds
  filename         = var.zip
  source_code_hash = filebase64sha256(var.zip)
  publish          = true

  environment {
    variables = var.environment
  }

  logging_config {
    log_group  = aws_cloudwatch_log_group.function.name
    log_format = "JSON"
  }

  dynamic "snap_start" {
    for_each = var.snap_start ? ["PublishedVersions"] : []

    content {
      apply_on = snap_start.value
    }
  }

  depends_on = [aws_iam_role_policy.function]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that schedules and events start"
  function_name    = aws_lambda_function.function.function_name
  function_version = aws_lambda_function.function.version
}

resource "aws_lambda_function_event_invoke_config" "live" {
  function_name                = aws_lambda_function.function.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600

  dynamic "destination_config" {
    for_each = var.dead_letter_queue_arn[*]

    content {
      on_failure {
        destination = destination_config.value
      }
    }
  }
}
