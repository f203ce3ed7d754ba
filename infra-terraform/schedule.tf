# Every schedule starts dispatch, which sends a message for each scope to the queue of the work that is due.

locals {
  schedules = { for name, function in local.functions : name => function.schedule if function.schedule != null }

  # The event of dispatch, as in events/dispatch.json; Scheduler fills in what stands in <>.
  schedule_inputs = {
    for work in keys(local.schedules) : work => jsonencode({
      function    = "dispatch"
      work        = work
      schedule    = "<aws.scheduler.schedule-arn>"
      scheduledAt = "<aws.scheduler.scheduled-time>"
      execution   = "<aws.scheduler.execution-id>"
      attempt     = "<aws.scheduler.attempt-number>"
    })
  }
}

resource "aws_scheduler_schedule_group" "muster" {
  name = var.name
}

resource "aws_scheduler_schedule" "work" {
  for_each = local.schedules

  name                         = each.key
  description                  = "Starts ${var.name}-dispatch for ${each.key}"
  group_name                   = aws_scheduler_schedule_group.muster.name
  schedule_expression          = each.value
  schedule_expression_timezone = var.schedule_time_zone
  state                        = var.schedules_enabled ? "ENABLED" : "DISABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = module.function["dispatch"].alias_arn
    role_arn = aws_iam_role.scheduler.arn
    # jsonencode writes < and > as \u003c and \u003e, which is the same JSON, but Scheduler looks for the signs.
    input = replace(replace(local.schedule_inputs[each.key], "\\u003c", "<"), "\\u003e", ">")

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }

    dead_letter_config {
      arn = aws_sqs_queue.dead_letters["dispatch"].arn
    }
  }

  # Its first start may come at once, and would be denied without the policy.
  depends_on = [aws_iam_role_policy.scheduler]
}

resource "aws_iam_role" "scheduler" {
  name        = "${var.name}-scheduler"
  description = "Starts ${var.name}-dispatch"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = local.account
          "aws:SourceArn"     = aws_scheduler_schedule_group.muster.arn
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "start-dispatch"
  role = aws_iam_role.scheduler.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "StartDispatch"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = module.function["dispatch"].alias_arn
      },
      {
        Sid      = "KeepWhatCouldNotBeStarted"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.dead_letters["dispatch"].arn
      },
    ]
  })
}
