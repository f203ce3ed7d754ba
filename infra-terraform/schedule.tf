locals {
  schedules = {
    fleet-scan = {
      expression = var.fleet_scan_schedule
      regions    = local.regions
    }
    # The document that carries the probe, and the rule that hears of its end, are in this region alone.
    guest-probe = {
      expression = var.guest_probe_schedule
      regions    = [local.region]
    }
  }

  # What a scheduled function is sent, as in events/fleet-scan.json and events/guest-probe.json; Scheduler fills in what stands in <>.
  schedule_inputs = {
    for name, schedule in local.schedules : name => jsonencode({
      function    = name
      schedule    = "<aws.scheduler.schedule-arn>"
      scheduledAt = "<aws.scheduler.scheduled-time>"
      execution   = "<aws.scheduler.execution-id>"
      attempt     = "<aws.scheduler.attempt-number>"
      scopes      = [for region in schedule.regions : { region = region }]
    })
  }
}

resource "aws_scheduler_schedule_group" "muster" {
  name = var.name
}

resource "aws_scheduler_schedule" "function" {
  for_each = local.schedules

  name                         = each.key
  description                  = "Starts ${var.name}-${each.key}"
  group_name                   = aws_scheduler_schedule_group.muster.name
  schedule_expression          = each.value.expression
  schedule_expression_timezone = var.schedule_time_zone
  state                        = var.schedules_enabled ? "ENABLED" : "DISABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = module.function[each.key].alias_arn
    role_arn = aws_iam_role.scheduler.arn
    # jsonencode writes < and > as \u003c and \u003e, which is the same JSON, but Scheduler looks for the signs.
    input = replace(replace(local.schedule_inputs[each.key], "\\u003c", "<"), "\\u003e", ">")

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }

    dead_letter_config {
      arn = module.function[each.key].dead_letter_queue.arn
    }
  }

  # Its first start may come at once, and would fail for want of the permission.
  depends_on = [aws_iam_role_policy.scheduler]
}
