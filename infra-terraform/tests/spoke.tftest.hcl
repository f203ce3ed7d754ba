# What modules/spoke makes in another account, with AWS's answers made up, and where it refuses to make anything. The Java
# tests read the state of the run 'spoke'.

mock_provider "aws" {
  source = "./tests"
}

variables {
  role_name = "muster-spoke"

  hub = {
    account         = "111122223333"
    region          = "eu-central-1"
    regions         = ["eu-central-1", "us-east-1"]
    organization_id = "o-a1b2c3d4e5"
    role_arns       = ["arn:aws:iam::111122223333:role/muster-fleet-scan", "arn:aws:iam::111122223333:role/muster-guest-probe"]
    event_bus_arn   = "arn:aws:events:eu-central-1:111122223333:event-bus/muster-spokes"
    probe_document  = "muster-guest-probe"

    log_group_prefixes = ["/prod/"]
  }
}

run "spoke" {
  command = apply

  module {
    source = "./modules/spoke"
  }

  assert {
    condition     = join(" ", jsondecode(aws_iam_role.spoke["muster-spoke"].assume_role_policy).Statement[0].Principal.AWS) == join(" ", var.hub.role_arns)
    error_message = "The hub's functions alone may assume the role."
  }

  assert {
    condition     = jsondecode(aws_iam_role.spoke["muster-spoke"].assume_role_policy).Statement[0].Condition.StringEquals["aws:PrincipalOrgID"] == "o-a1b2c3d4e5"
    error_message = "Only principals of the organization may assume the role."
  }

  assert {
    condition     = alltrue([for target in aws_cloudwatch_event_target.hub : target.arn == var.hub.event_bus_arn]) && length(aws_cloudwatch_event_target.hub) == length(module.contract.event_patterns)
    error_message = "Events go to the hub's bus."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.forward.policy).Statement[0].Resource == var.hub.event_bus_arn && length(jsondecode(aws_iam_role_policy.forward.policy).Statement) == 1
    error_message = "The rules may write to that bus and do nothing else."
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.spoke["muster-spoke"].policy).Statement : statement.Resource if statement.Sid == "QueryLogs"] == [["arn:aws:logs:*:123456789012:log-group:/prod/*"]]
    error_message = "The hub may query the log groups that it analyzes and no others."
  }

  assert {
    condition     = output.document_hash == aws_ssm_document.guest_probe.hash
    error_message = "The hash of the document is there for the hub."
  }

  assert {
    condition     = aws_iam_role.forward.name == "muster-spokes-eu-central-1"
    error_message = "A region's role is its own, because roles are the account's."
  }
}

run "no_role_where_none_is_asked_for" {
  command = plan

  module {
    source = "./modules/spoke"
  }

  variables {
    role_name = null
  }

  assert {
    condition     = length(aws_iam_role.spoke) == 0 && length(aws_iam_role_policy.spoke) == 0
    error_message = "An account's second region needs no role."
  }
}

run "not_in_the_hub_s_own_region" {
  command = plan

  module {
    source = "./modules/spoke"
  }

  variables {
    role_name = null

    hub = {
      account        = "123456789012"
      region         = "eu-central-1"
      regions        = ["eu-central-1", "us-east-1"]
      role_arns      = ["arn:aws:iam::123456789012:role/muster-fleet-scan"]
      event_bus_arn  = "arn:aws:events:eu-central-1:123456789012:event-bus/muster-spokes"
      probe_document = "muster-guest-probe"
    }
  }

  expect_failures = [
    aws_ssm_document.guest_probe,
  ]
}

run "not_in_a_region_that_the_hub_does_not_scan" {
  command = plan

  module {
    source = "./modules/spoke"
  }

  variables {
    hub = {
      account        = "111122223333"
      region         = "us-east-1"
      regions        = ["us-east-1"]
      role_arns      = ["arn:aws:iam::111122223333:role/muster-fleet-scan"]
      event_bus_arn  = "arn:aws:events:us-east-1:111122223333:event-bus/muster-spokes"
      probe_document = "muster-guest-probe"
    }
  }

  expect_failures = [
    aws_ssm_document.guest_probe,
  ]
}

run "not_for_a_hub_without_a_bus" {
  command = plan

  module {
    source = "./modules/spoke"
  }

  variables {
    hub = {
      account        = "111122223333"
      region         = "eu-central-1"
      regions        = ["eu-central-1"]
      role_arns      = ["arn:aws:iam::444455556666:role/muster-fleet-scan"]
      event_bus_arn  = null
      probe_document = "muster-guest-probe"
    }
  }

  expect_failures = [
    var.hub,
  ]
}
