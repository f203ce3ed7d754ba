locals {
  functions_zip = var.functions_zip != null ? var.functions_zip : "${path.module}/../functions/handlers/target/muster-functions.zip"

  # What starts them: Scheduler starts dispatch (schedule.tf), a queue
  # starts each of the others (queues.tf). Those that an event starts are restored from a snapshot, because somebody
  # may be waiting; the others work for minutes.
  functions = {
    dispatch = {
      description     = "Sends a message for each scope to the queue of the work that is due"
      handler         = "io.muster.handlers.dispatch.DispatchHandler"
      timeout_seconds = 300
      snap_start      = false
    }
    fleet-scan = {
      description = "Scans a scope and brings the table of findings up to date"
      handler     = "io.muster.handlers.scan.FleetScanHandler"
      # As long as Lambda gives; what is not done by then is handed on.
      timeout_seconds = 900
      snap_start      = false
    }
    guest-probe = {
      description     = "Sends the probe to the guests of a scope and collects answers whose events were missed"
      handler         = "io.muster.handlers.guest.GuestProbeHandler"
      timeout_seconds = 900
      snap_start      = false
    }
    guest-results = {
      description = "Reads, stores and judges what guests answered, when their command has ended"
      handler     = "io.muster.handlers.guest.GuestResultsHandler"
      # One command has fifty guests at most, and Systems Manager is asked at a bounded pace.
      timeout_seconds = 300
      snap_start      = true
    }
    log-analysis = {
      description = "Asks what the logs of a scope have told of since the last run, and judges it"
      handler     = "io.muster.handlers.logs.LogAnalysisHandler"
      # Queries are waited for; what is not read by then is read by the next run.
      timeout_seconds = 900
      snap_start      = false
    }
  }

  # Where Muster looks, and as whom.
  reach = {
    MUSTER_ACCOUNTS     = join(",", local.accounts)
    MUSTER_REGIONS      = join(",", local.regions)
    MUSTER_ORGANIZATION = tostring(var.organization)
    MUSTER_SPOKE_ROLE   = var.spoke_role
  }

  # What a function reads from its environment, beside the table's name and the settings, which all of them get.
  environments = {
    dispatch      = merge(local.reach, { for work in keys(local.schedules) : "MUSTER_QUEUE_${upper(replace(work, "-", "_"))}" => aws_sqs_queue.work[work].url })
    fleet-scan    = merge(local.reach, { MUSTER_QUEUE_FLEET_SCAN = aws_sqs_queue.work["fleet-scan"].url })
    guest-probe   = local.reach
    guest-results = local.reach
    log-analysis  = local.reach
  }
}

module "function" {
  source   = "./modules/function"
  for_each = local.functions

  name            = "${var.name}-${each.key}"
  description     = each.value.description
  handler         = each.value.handler
  timeout_seconds = each.value.timeout_seconds
  snap_start      = each.value.snap_start
  zip             = local.functions_zip
  environment     = merge(local.settings, { MUSTER_TABLE = aws_dynamodb_table.findings.name }, local.environments[each.key])
  statements      = local.statements[each.key]

  # Only what is started asynchronously gives up what it could not do; a queue and a stream keep it themselves.
  dead_letter_queue_arn = each.key == "dispatch" ? aws_sqs_queue.dead_letters[each.key].arn : null

  log_retention_days = var.log_retention_days
  kms_key_arn        = aws_kms_key.muster.arn
}
