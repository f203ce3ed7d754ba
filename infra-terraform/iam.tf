# What each function may do: the operations that it calls and no other. A test compares this with what the collectors
# declare. What Lambda itself does by a function's role (its log, its queue, its stream) has a Sid that begins with
# Lambda; modules/function adds the log's.

locals {
  region_condition = { StringEquals = { "aws:RequestedRegion" = local.regions } }

  # EC2, Auto Scaling, CloudWatch and Systems Manager allow listing of everything or nothing, so that only the region
  # narrows it.
  statement_read_fleet = {
    sid       = "ReadTheFleet"
    actions   = module.contract.actions.read_fleet
    resources = ["*"]
    condition = local.region_condition
  }

  statement_read_named = {
    sid       = "ReadWhatAnEventNames"
    actions   = module.contract.actions.read_named
    resources = ["*"]
    condition = local.region_condition
  }

  statement_read_guests = {
    sid       = "ReadAnswersAndTheirHosts"
    actions   = module.contract.actions.read_guests
    resources = ["*"]
    condition = local.region_condition
  }

  statement_read_logs = {
    sid       = "ReadLogsAndTheirHosts"
    actions   = module.contract.actions.read_logs
    resources = ["*"]
    condition = local.region_condition
  }

  # A query names its log groups: those that settings.log_group_prefixes chooses, in whichever region of the scopes.
  query_prefixes = [for prefix in local.setting_values.log_group_prefixes : prefix if prefix != "*"]
  query_resources = [
    for prefix in length(local.query_prefixes) > 0 ? sort(local.query_prefixes) : [""] :
    "arn:${local.partition}:logs:*:${local.account}:log-group:${prefix}*"
  ]

  statement_query_logs = {
    sid       = "QueryLogs"
    actions   = module.contract.actions.query_logs
    resources = local.query_resources
    condition = local.region_condition
  }

  statement_find_guests = {
    sid       = "FindGuests"
    actions   = module.contract.actions.find_guests
    resources = ["*"]
    condition = local.region_condition
  }

  # Its endpoints are in a few regions, whichever region's prices are asked for.
  statement_read_prices = {
    sid       = "ReadThePriceList"
    actions   = module.contract.actions.read_prices
    resources = ["*"]
  }

  statement_read_public_parameters = {
    sid       = "ReadWhichImagesAreTheNewest"
    actions   = module.contract.actions.read_public_parameters
    resources = ["arn:${local.partition}:ssm:*::parameter/aws/service/*"]
    condition = local.region_condition
  }

  # In whichever region of the scopes.
  probe_documents = [
    for region in local.regions :
    "arn:${local.partition}:ssm:${region}:${local.account}:document/${local.setting_values.probe_document}"
  ]

  statement_read_document = {
    sid       = "CompareTheProbe"
    actions   = module.contract.actions.read_document
    resources = local.probe_documents
  }

  # The probe's document is the only one that may be run in a guest.
  statement_send_probe = {
    sid     = "SendTheProbe"
    actions = module.contract.actions.send_probe
    resources = concat(
      local.probe_documents,
      [for region in local.regions : "arn:${local.partition}:ec2:${region}:${local.account}:instance/*"],
    )
  }

  # Only where there are other accounts, and there only the role that is made for this.
  statement_assume_spoke_roles = {
    sid       = "ActInOtherAccounts"
    actions   = ["sts:AssumeRole"]
    resources = [for account in var.organization ? ["*"] : local.other_accounts : "arn:${local.partition}:iam::${account}:role/${var.spoke_role}"]
    condition = var.organization_id == null ? {} : { StringEquals = { "aws:ResourceOrgID" = [var.organization_id] } }
  }

  # Of the table, only the summaries of the scopes, and the accounts whose role cannot be assumed.
  statement_mark_scopes = {
    sid       = "MarkScopesThatLeft"
    actions   = ["dynamodb:Query", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.findings.arn]
    condition = { "ForAllValues:StringEquals" = { "dynamodb:LeadingKeys" = ["SCOPES", "ROLES"] } }
  }

  # Of the table, only the days of the fleet.
  statement_sum_up_fleet = {
    sid       = "SumUpTheFleet"
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.findings.arn]
    condition = { "ForAllValues:StringEquals" = { "dynamodb:LeadingKeys" = ["FLEET"] } }
  }

  # Of the table, only the decisions.
  statement_decide = {
    sid       = "RecordDecisions"
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.findings.arn]
    condition = { "ForAllValues:StringEquals" = { "dynamodb:LeadingKeys" = ["DECISIONS"] } }
  }

  # The lists of open findings; that by severity only while the other is being filled.
  statement_read_indexes = {
    sid       = "ReadOpenFindings"
    actions   = ["dynamodb:Query"]
    resources = [for index in ["open-by-verdict", "open-by-severity"] : "${aws_dynamodb_table.findings.arn}/index/${index}"]
  }

  statement_list_accounts = {
    sid       = "ListTheOrganization"
    actions   = ["organizations:ListAccounts"]
    resources = ["*"]
  }

  function_statements = {
    for name, function in local.functions : name => concat(
      function.statements,
      # The table itself: only what people look at reads an index.
      [
        for actions in [function.table_actions] : {
          sid       = "KeepFindingsAndFacts"
          actions   = [for action in actions : "dynamodb:${action}"]
          resources = [aws_dynamodb_table.findings.arn]
        } if length(actions) > 0
      ],
      [
        for queues in [local.written_queues[name]] : {
          sid       = "HandOnWork"
          actions   = ["sqs:SendMessage"]
          resources = [for queue in queues : aws_sqs_queue.work[queue].arn]
        } if length(queues) > 0
      ],
      [for statement in [local.statement_assume_spoke_roles] : statement if local.has_other_accounts && function.scopes],
      [
        for queue in [name] : {
          sid       = "LambdaTakesMessages"
          actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
          resources = [aws_sqs_queue.work[queue].arn]
        } if contains(keys(local.queues), queue)
      ],
      [for statement in local.statements_stream : statement if function.stream],
    )
  }
}
