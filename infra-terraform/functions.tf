# The functions: one object each. Their queues, schedules, rules, permissions and alarms are derived from it.

locals {
  functions_zip = var.functions_zip != null ? var.functions_zip : "${path.module}/../functions/handlers/target/muster-functions.zip"

  # What a function's object may leave out.
  function_defaults = {
    # Restore from a snapshot, which costs nothing for Java; not for what waits for guests and queries most of its time.
    snap_start = false
    # Started by an asynchronous invocation, whose failed events Lambda itself moves to the dead-letter queue.
    asynchronous = false
    # When dispatch sends it a message per scope.
    schedule = null
    # Events, by their names in modules/contract, that rules put into its queue.
    events = []
    # Its event source: messages per batch, seconds in which a batch is gathered, invocations at a time (queues.tf).
    queue = null
    # Whether it sends messages to its own queue, for the rest of its work.
    requeues = false
    # Whether the table's stream starts it (notices.tf).
    stream = false
    # Whether a person who looks at the dashboard starts it, and waits for its answer: nothing is delivered again, so that it
    # has no dead-letter queue (console.tf).
    viewed = false
    # Whether it works on scopes: it gets scope_environment and may assume the role of other accounts.
    scopes = false
    # Operations on the table of findings.
    table_actions = []
    # Further permissions (iam.tf).
    statements = []
    # Further environment variables; all functions get the table's name and the settings, and the URLs of their queues.
    environment = {}
  }

  # A scope may take as long as an invocation may, so each is a batch of its own.
  scope_queue = { batch_size = 1, window_seconds = 0, concurrency = var.scope_concurrency }

  functions = {
    for name, function in {
      console = {
        description     = "Shows the findings in the dashboard's custom widget"
        handler         = "io.muster.handlers.console.ConsoleHandler"
        timeout_seconds = 30
        snap_start      = true
        viewed          = true
        table_actions   = ["BatchGetItem", "GetItem", "Query"]
        statements      = [local.statement_read_indexes]
        environment     = merge(var.decide_in_console ? { MUSTER_DECIDE_FUNCTION = local.decide_arn } : {}, local.trail_environment)
      }

      decide = {
        description     = "Records what people decide in the dashboard's custom widget"
        handler         = "io.muster.handlers.console.DecideHandler"
        timeout_seconds = 30
        snap_start      = true
        viewed          = true
        table_actions   = ["BatchGetItem", "GetItem", "Query"]
        statements      = [local.statement_read_indexes, local.statement_decide]
        environment     = merge({ MUSTER_CONSOLE_FUNCTION = local.console_arn }, local.trail_environment)
      }

      dispatch = {
        description     = "Sends one message per scope to the queue of the scheduled function, and sums up all scopes"
        handler         = "io.muster.handlers.dispatch.DispatchHandler"
        timeout_seconds = 300
        snap_start      = true
        asynchronous    = true
        statements = concat(
          [local.statement_mark_scopes, local.statement_sum_up_fleet, local.statement_publish_notices, local.statement_encrypt_notices],
          [for statement in [local.statement_list_accounts] : statement if var.organization],
        )
        environment = merge(local.scope_environment, {
          MUSTER_NOTICE_LANGUAGE = var.notice_language
          MUSTER_NOTICE_TOPIC    = aws_sns_topic.findings.arn
        })
      }

      fleet-scan = {
        description = "Scans a scope and updates the table of findings"
        handler     = "io.muster.handlers.scan.FleetScanHandler"
        # Lambda's maximum; the rest of a scan continues in the next invocation.
        timeout_seconds = 900
        snap_start      = true
        schedule        = var.fleet_scan_schedule
        queue           = local.scope_queue
        requeues        = true
        scopes          = true
        table_actions   = ["GetItem", "PutItem", "Query", "UpdateItem"]
        statements = [
          local.statement_read_fleet,
          local.statement_read_prices,
          local.statement_read_public_parameters,
          local.statement_read_document,
        ]
      }

      guest-probe = {
        description     = "Sends the probe to the instances of a scope and collects answers whose events were missed"
        handler         = "io.muster.handlers.guest.GuestProbeHandler"
        timeout_seconds = 900
        schedule        = var.guest_probe_schedule
        queue           = local.scope_queue
        scopes          = true
        table_actions   = ["BatchGetItem", "DeleteItem", "PutItem", "Query", "UpdateItem"]
        statements      = [local.statement_find_guests, local.statement_send_probe, local.statement_read_guests]
        environment     = local.probe_environment
      }

      guest-results = {
        description = "Reads, stores and evaluates the answers of the probe when a command has ended"
        handler     = "io.muster.handlers.guest.GuestResultsHandler"
        # A command has at most 50 guests, and Systems Manager is called at a bounded rate.
        timeout_seconds = 300
        snap_start      = true
        events          = ["guest-results"]
        queue           = { batch_size = 10, window_seconds = 5, concurrency = 5 }
        scopes          = true
        table_actions   = ["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"]
        statements      = [local.statement_read_guests]
      }

      instance-change = {
        description     = "Reads the instances and volumes that an event names and evaluates them at once"
        handler         = "io.muster.handlers.change.InstanceChangeHandler"
        timeout_seconds = 120
        snap_start      = true
        events          = ["instance-change", "volume-change"]
        # A thousand changes in a minute are a few reads of the fleet.
        queue         = { batch_size = 1000, window_seconds = 20, concurrency = 2 }
        requeues      = true
        scopes        = true
        table_actions = ["BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"]
        statements = [
          local.statement_read_named,
          local.statement_read_prices,
          local.statement_read_public_parameters,
          local.statement_send_probe,
        ]
        environment = merge(local.probe_environment, { MUSTER_SETTLE_SECONDS = tostring(var.settle_seconds) })
      }

      log-analysis = {
        description = "Queries the logs of a scope since the last run and evaluates them"
        handler     = "io.muster.handlers.logs.LogAnalysisHandler"
        # Queries that are not finished by then are read by the next run.
        timeout_seconds = 900
        schedule        = var.log_analysis_schedule
        queue           = local.scope_queue
        scopes          = true
        table_actions   = ["PutItem", "Query", "UpdateItem"]
        statements      = [local.statement_read_logs, local.statement_query_logs]
      }

      notify = {
        description     = "Sends notices of findings whose status has changed"
        handler         = "io.muster.handlers.notice.NotifyHandler"
        timeout_seconds = 60
        snap_start      = true
        stream          = true
        statements      = [local.statement_publish_notices, local.statement_put_events]
        environment = {
          MUSTER_EVENT_BUS       = var.event_bus
          MUSTER_NOTICE_LANGUAGE = var.notice_language
          MUSTER_NOTICE_SEVERITY = var.notice_severity
          MUSTER_NOTICE_TOPIC    = aws_sns_topic.findings.arn
        }
      }
    } : name => merge(local.function_defaults, function) if name != "decide" || var.decide_in_console
  }

  scope_environment = {
    MUSTER_ACCOUNTS         = join(",", local.accounts)
    MUSTER_EXCLUDE_ACCOUNTS = join(",", var.exclude_accounts)
    MUSTER_REGIONS          = join(",", local.regions)
    MUSTER_ORGANIZATION     = tostring(var.organization)
    MUSTER_SPOKE_ROLE       = var.spoke_role
  }

  function_environments = {
    for name, function in local.functions : name => merge(
      local.settings,
      { MUSTER_TABLE = aws_dynamodb_table.findings.name },
      function.scopes ? local.scope_environment : {},
      { for queue in local.written_queues[name] : "MUSTER_QUEUE_${upper(replace(queue, "-", "_"))}" => aws_sqs_queue.work[queue].url },
      function.environment,
    )
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
  environment     = local.function_environments[each.key]
  statements      = local.function_statements[each.key]

  dead_letter_queue_arn = each.value.asynchronous ? aws_sqs_queue.dead_letters[each.key].arn : null

  log_retention_days = var.log_retention_days
  kms_key_arn        = aws_kms_key.muster.arn
}
