# What each function may do: the operations that it calls and no other. A test compares this with what the collectors
# say that they ask. What Lambda itself does by a function's role (its log, its queue, its stream) has a Sid that begins
# with Lambda, and is modules/function's but for the sources.

locals {
  where_muster_looks = { StringEquals = { "aws:RequestedRegion" = local.regions } }

  # EC2, Auto Scaling, CloudWatch and Systems Manager allow listing for everything or not at all, but only where
  # Muster looks.
  reads_the_fleet = {
    sid       = "ReadTheFleet"
    actions   = module.contract.actions.read_fleet
    resources = ["*"]
    condition = local.where_muster_looks
  }

  reads_what_is_named = {
    sid       = "ReadWhatAnEventNames"
    actions   = module.contract.actions.read_named
    resources = ["*"]
    condition = local.where_muster_looks
  }

  reads_guests = {
    sid       = "ReadAnswersAndTheirHosts"
    actions   = module.contract.actions.read_guests
    resources = ["*"]
    condition = local.where_muster_looks
  }

  reads_logs = {
    sid       = "ReadLogsAndTheirHosts"
    actions   = module.contract.actions.read_logs
    resources = ["*"]
    condition = local.where_muster_looks
  }

  finds_guests = {
    sid       = "FindGuests"
    actions   = module.contract.actions.find_guests
    resources = ["*"]
    condition = local.where_muster_looks
  }

  # The probe and nothing else may be run in a guest.
  sends_the_probe = {
    sid     = "SendTheProbe"
    actions = module.contract.actions.send_probe
    resources = flatten([
      for region in local.regions : [
        "arn:${local.partition}:ssm:${region}:${local.account}:document/${var.probe_document}",
        "arn:${local.partition}:ec2:${region}:${local.account}:instance/*",
      ]
    ])
    condition = {}
  }

  # The table itself: no function reads an index. Findings are updated; what is known of guests and logs is put, and a
  # probe that is over is deleted by those that collect its answers.
  table_actions = {
    fleet-scan      = ["GetItem", "PutItem", "Query", "UpdateItem"]
    guest-probe     = ["BatchGetItem", "DeleteItem", "PutItem", "Query", "UpdateItem"]
    guest-results   = ["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"]
    instance-change = ["BatchGetItem", "PutItem", "Query", "UpdateItem"]
    log-analysis    = ["PutItem", "Query", "UpdateItem"]
  }

  keeps = {
    for name, actions in local.table_actions : name => {
      sid       = "KeepFindingsAndFacts"
      actions   = [for action in actions : "dynamodb:${action}"]
      resources = [aws_dynamodb_table.findings.arn]
      condition = {}
    }
  }

  # Only where there are other accounts, and there only the role that is made for this.
  assumes_spoke_roles = {
    sid       = "ActInOtherAccounts"
    actions   = ["sts:AssumeRole"]
    resources = [for account in var.organization ? ["*"] : local.other_accounts : "arn:${local.partition}:iam::${account}:role/${var.spoke_role}"]
    condition = var.organization_id == null ? {} : { StringEquals = { "aws:ResourceOrgID" = [var.organization_id] } }
  }

  lists_accounts = {
    sid       = "ListTheOrganization"
    actions   = ["organizations:ListAccounts"]
    resources = ["*"]
    condition = {}
  }

  # Those that look into accounts.
  looks = ["fleet-scan", "guest-probe", "guest-results", "instance-change", "log-analysis"]

  statements_here = {
    dispatch        = [local.sends_to["dispatch"]]
    fleet-scan      = [local.reads_the_fleet, local.keeps["fleet-scan"], local.sends_to["fleet-scan"]]
    guest-probe     = [local.finds_guests, local.sends_the_probe, local.reads_guests, local.keeps["guest-probe"]]
    guest-results   = [local.reads_guests, local.keeps["guest-results"]]
    instance-change = [local.reads_what_is_named, local.sends_the_probe, local.keeps["instance-change"], local.sends_to["instance-change"]]
    log-analysis    = [local.reads_logs, local.keeps["log-analysis"]]
    notify          = [local.announces_to_people, local.announces_to_programs]
  }

  # The queues that a function writes to itself: dispatch to those of the work, two to their own, for what is still to do.
  sends_to = {
    for name, queues in {
      dispatch        = keys(local.schedules)
      fleet-scan      = ["fleet-scan"]
      instance-change = ["instance-change"]
      } : name => {
      sid       = "HandOnWork"
      actions   = ["sqs:SendMessage"]
      resources = [for queue in queues : aws_sqs_queue.work[queue].arn]
      condition = {}
    }
  }

  statements = {
    for name in keys(local.functions) : name => concat(
      local.statements_here[name],
      [for statement in [local.assumes_spoke_roles] : statement if local.elsewhere && contains(local.looks, name)],
      [for statement in [local.lists_accounts] : statement if var.organization && name == "dispatch"],
      [for statement in [local.takes_messages] : merge(statement, { resources = [aws_sqs_queue.work[name].arn] }) if contains(keys(local.queues), name)],
      [for statement in local.reads_the_stream : statement if name == "notify"],
    )
  }

  takes_messages = {
    sid       = "LambdaTakesMessages"
    actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
    resources = []
    condition = {}
  }
}
